package showcase.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker's side of the pipes: one task per line on standard input, one answer per line on its
 * {@link ResultStream}, after a first line that says that it is ready. {@link Worker} is the other
 * side.
 *
 * <p>The process ends when its standard input ends, even in the middle of a task. The system closes
 * that pipe however the parent ends, even by SIGKILL, so no worker outlives its parent.
 *
 * <p>This class uses neither lambdas nor {@code +} between strings, because the first use of either
 * costs a starting JVM about 10 ms.
 */
public final class WorkerLoop implements Runnable {

  /** The tasks that a worker can do. */
  public interface Tasks {

    /**
     * Does a task.
     *
     * @param task the line received
     * @return {@code ok} and the result, or {@code error} and the reason, in one line
     * @throws Exception ends the worker; its parent sees it die, with the stack trace as last words
     */
    String answer(String task) throws Exception;
  }

  /** The line that a worker writes when it has started. */
  static final String READY = "ready\n";

  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private WorkerLoop() {}

  /** Serves tasks until standard input ends; then the process ends as well. */
  public static void serve(Tasks tasks) throws Exception {
    var loop = new WorkerLoop();
    // A separate thread reads, so that the end of input is noticed while a task computes.
    Thread reader = new Thread(loop, "stdin");
    reader.setDaemon(true);
    reader.start();

    OutputStream out = ResultStream.open();
    System.setOut(System.err); // a stray print cannot corrupt an answer even if both share stdout
    out.write(READY.getBytes(StandardCharsets.UTF_8));
    while (true) {
      String answer = tasks.answer(loop.lines.take()).concat("\n");
      out.write(answer.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Queues incoming tasks, and ends the process at the end of the input. */
  @Override
  public void run() {
    try {
      var in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
      var reader = new BufferedReader(in);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // A broken pipe means the same as a closed one: nothing waits for an answer any more.
    }
    Runtime.getRuntime().halt(0); // an exit would wait for shutdown hooks
  }
}
