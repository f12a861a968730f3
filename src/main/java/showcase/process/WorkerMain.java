package showcase.process;

import java.io.IOException;
import java.math.BigInteger;
import showcase.engine.Fib;
import showcase.engine.FibConnection;

/**
 * A worker process for small tasks that consist of a word and a number.
 *
 * <pre>
 * fib 35       ok 9227465
 * power 4      ok 256             x to the power of x, exactly
 * sleep 100    ok 100             milliseconds
 * ask 5566     ok 1               fib(1), from the fib server on this port of loopback
 * fib x        error fib takes a number from 1 to 92, not x
 * </pre>
 *
 * <p>It ends with its parent, see {@link WorkerLoop}. To start quickly, it avoids the same language
 * features as that class.
 */
public final class WorkerMain implements WorkerLoop.Tasks {

  private static final int MAX_POWER = 10_000;
  private static final int MAX_SLEEP_MILLIS = 3_600_000;
  private static final int MAX_PORT = 65_535;

  private WorkerMain() {}

  /**
   * Serves until standard input ends.
   *
   * @param args not used
   */
  public static void main(String[] args) throws Exception {
    WorkerLoop.serve(new WorkerMain());
  }

  @Override
  public String answer(String task) throws InterruptedException {
    int space = task.indexOf(' ');
    String name = space < 0 ? task : task.substring(0, space);
    String text = task.substring(space + 1);
    return switch (name) {
      case "fib" -> {
        int n = number(text, Fib.MAX_N);
        yield n < 1
            ? refusal(name, 1, Fib.MAX_N, text)
            : ok(Long.toString(Fib.interruptibly(n))); // as in the engines that run in one process
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
      case "ask" -> {
        int port = number(text, MAX_PORT);
        if (port < 1) {
          yield refusal(name, 1, MAX_PORT, text);
        }
        try (FibConnection connection = FibConnection.open(port)) {
          yield ok(Long.toString(connection.ask(1)));
        } catch (IOException e) {
          yield "error no answer: ".concat(e.toString());
        }
      }
      default -> "error a task is fib, power, sleep or ask, not ".concat(name);
    };
  }

  /**
   * Returns the number in the text, or -1 if it is not a number, is negative, or is too
   * large.
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
