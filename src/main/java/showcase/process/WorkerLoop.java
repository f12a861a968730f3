package showcase.process;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker's side of the pipes: a task per line on standard input, an answer per line on standard
 * output. {@link Worker} is the other side.
 *
 * <p>Standard output belongs to the protocol, so all else goes to standard error. The process ends
 * when its standard input does, even in the middle of a task. The system closes that pipe however
 * the parent ends, SIGKILL included, so no worker outlives its parent.
 *
 * <p>Neither lambdas nor {@code +} between strings in here: the first use of either costs a
 * starting JVM some 10 ms.
 */
public final class WorkerLoop implements Runnable {

  /** What the worker can do. */
  public interface Tasks {

    /**
     * Does a task.
     *
     * @param task the line that came in
     * @return {@code ok} and the result, or {@code error} and what was wrong, in one line
     * @throws Exception ends the worker: its parent sees it die, and the stack trace as last words
     */
    String answer(String task) throws Exception;
  }

  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private WorkerLoop() {}

  /** Serves tasks until standard input ends, and the process with it. */
  public static void serve(Tasks tasks) throws Exception {
    var loop = new WorkerLoop();
    // The reader is a thread of its own: only so is the end of input seen while a task computes.
    Thread reader = new Thread(loop, "stdin");
    reader.setDaemon(true);
    reader.start();

    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err); // so that a stray print cannot spoil an answer
    while (true) {
      String answer = tasks.answer(loop.lines.take()).concat("\n");
      out.write(answer.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Queues the tasks as they come in, and ends the process when the input does. */
  @Override
  public void run() {
    try {
      var in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
      var reader = new BufferedReader(in);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // A broken pipe and a closed one mean the same: nobody waits for an answer any more.
    }
    Runtime.getRuntime().halt(0); // an exit would wait for shutdown hooks
  }
}
