package showcase.engine;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import showcase.process.EmptyMain;
import showcase.process.JavaCommand;
import showcase.process.Reason;
import showcase.process.TaskException;
import showcase.process.Worker;
import showcase.process.WorkerException;

/**
 * How long a worker process takes to start, compared with a program that does nothing. Both come
 * from the same jar, have the same flags, and take turns.
 *
 * @param emptyMillis time from the start of the empty program to its end
 * @param workerMillis time from the start of a worker to its first answer
 */
public record StartCost(Spread emptyMillis, Spread workerMillis) {

  private static final Duration START = Duration.ofMinutes(1);

  /**
   * Measures both.
   *
   * @param times how often each of them is started
   * @throws IOException if no JVM can be started, or if one fails
   * @throws InterruptedException if interrupted; no process is left behind
   */
  public static StartCost measure(int times) throws IOException, InterruptedException {
    List<Double> empty = new ArrayList<>();
    List<Double> worker = new ArrayList<>();
    try {
      for (int i = 0; i < times; i++) {
        empty.add(startEmpty());
        worker.add(startWorker());
      }
    } catch (ExecutionException | TimeoutException | TaskException | WorkerException e) {
      throw new IOException("a process could not be timed: " + Reason.of(e), e);
    }
    return new StartCost(Spread.of(empty), Spread.of(worker));
  }

  private static double startEmpty()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    long started = System.nanoTime();
    List<String> words = JavaCommand.of(EmptyMain.class.getName()).words();
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(Redirect.DISCARD) // options may have it print more than a pipe holds
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      process.onExit().get(START.toSeconds(), TimeUnit.SECONDS);
      return Trial.millisSince(started);
    } finally {
      process.destroyForcibly();
    }
  }

  private static double startWorker()
      throws IOException, InterruptedException, TaskException, WorkerException {
    long started = System.nanoTime();
    try (var worker = Worker.start(JavaCommand.worker(), line -> {})) {
      worker.call("fib 1", START);
      return Trial.millisSince(started);
    }
  }
}
