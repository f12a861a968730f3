package showcase.process;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import showcase.engine.Fib;

/**
 * A worker process: one task per line on standard input, one answer per line on standard
 * output.
 *
 * <pre>
 * fib 35       ok 9227465
 * power 4      ok 256             x to the power of x, exact
 * sleep 100    ok 100             milliseconds
 * fib x        error fib takes a number from 1 to 92, not x
 * </pre>
 *
 * <p>Standard output belongs to the protocol, so all else goes to standard error. A
 * worker ends when its standard input does, even in the middle of a task. The system
 * closes that pipe however the parent ends, SIGKILL included, so no worker outlives its
 * parent.
 *
 * <p>Neither lambdas nor {@code +} between strings in here: the first use of either costs
 * a starting JVM some 10 ms.
 */
public final class WorkerMain implements Runnable {

  private static final int MAX_POWER = 10_000;
  private static final int MAX_SLEEP_MILLIS = 3_600_000;

  private final LinkedBlockingQueue<String> tasks = new LinkedBlockingQueue<>();

  private WorkerMain() {}

  /**
   * Serves until standard input ends.
   *
   * @param args none
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    var worker = new WorkerMain();
    // The reader is a thread of its own: only so is the end of input seen while a task computes.
    Thread reader = new Thread(worker, "stdin");
    reader.setDaemon(true);
    reader.start();
    worker.serve(new FileOutputStream(FileDescriptor.out));
  }

  /** Queues the tasks as they come in, and ends the process when the input does. */
  @Override
  public void run() {
    try {
      var in = new InputStreamReader(System.in, StandardCharsets.US_ASCII);
      var lines = new BufferedReader(in);
      for (String task = lines.readLine(); task != null; task = lines.readLine()) {
        tasks.add(task);
      }
    } catch (IOException e) {
      // A broken pipe and a closed one mean the same: nobody waits for an answer any more.
    }
    Runtime.getRuntime().halt(0); // an exit would wait for shutdown hooks
  }

  private void serve(OutputStream out) throws InterruptedException, IOException {
    System.setOut(System.err); // so that a stray print cannot spoil an answer
    while (true) {
      String line = answer(tasks.take()).concat("\n");
      out.write(line.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String answer(String task) throws InterruptedException {
    int space = task.indexOf(' ');
    String name = space < 0 ? task : task.substring(0, space);
    String text = task.substring(space + 1);
    return switch (name) {
      case "fib" -> {
        int n = number(text, Fib.MAX_N);
        yield n < 1 ? refusal(name, 1, Fib.MAX_N, text) : ok(Long.toString(Fib.of(n)));
      }
      case "power" -> {
        int x = number(text, MAX_POWER);
        yield x < 0
            ? refusal(name, 0, MAX_POWER, text)
            : ok(BigInteger.valueOf(x).pow(x).toString());
      }
      case "sleep" -> {
        int millis = number(text, MAX_SLEEP_MILLIS);
        if (millis < 0) {
          yield refusal(name, 0, MAX_SLEEP_MILLIS, text);
        }
        Thread.sleep(millis);
        yield ok(text);
      }
      default -> "error a task is fib, power or sleep, not ".concat(name);
    };
  }

  /**
   * The number in the text, or -1 if it is none, negative, or above the greatest allowed.
   */
  private static int number(String text, int max) {
    try {
      int number = Integer.parseInt(text);
      return number > max ? -1 : number;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String ok(String result) {
    return "ok ".concat(result);
  }

  private static String refusal(String name, int min, int max, String text) {
    var message = new StringBuilder("error ").append(name).append(" takes a number from ");
    return message.append(min).append(" to ").append(max).append(", not ").append(text).toString();
  }
}
