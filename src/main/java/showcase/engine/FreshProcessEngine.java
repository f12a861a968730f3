package showcase.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import showcase.process.JavaCommand;
import showcase.process.Worker;

/** Starts a process for each task, with as many at the same time as it has threads. */
final class FreshProcessEngine implements Engine {

  private static final Duration TASK = Duration.ofMinutes(10);

  // Long enough for its code to be compiled, as in the tasks that are timed.
  private static final int LARGEST_SAMPLE = 32;

  private final ExecutorService threads;
  private final int atOnce;
  private volatile Work last;

  FreshProcessEngine(int atOnce) {
    this.atOnce = atOnce;
    this.threads = Executors.newFixedThreadPool(atOnce);
  }

  @Override
  public CompletableFuture<Long> submit(Work work) {
    last = work;
    return Submission.to(threads, () -> runInProcess(work));
  }

  private static long runInProcess(Work work) throws Exception {
    try (var worker = Worker.start(JavaCommand.worker(), System.err::println)) {
      return Long.parseLong(worker.call(work.line(), TASK));
    }
  }

  /**
   * Estimates the memory as if a process that does the last task, or a smaller one of its kind, ran
   * on each thread. The processor time is 0 here: the system adds that of ended children to this
   * JVM's.
   */
  @Override
  public Usage workers() throws Exception {
    Work sample =
        last instanceof Work.Computing task
            ? new Work.Computing(Math.min(task.n(), LARGEST_SAMPLE))
            : last;
    try (var worker = Worker.start(JavaCommand.worker(), System.err::println)) {
      worker.call(sample.line(), TASK);
      Usage each = Usage.of(List.of(worker.pid()));
      return new Usage(
          0, each.residentKiB() * atOnce, each.peakKiB() * atOnce, each.threads() * atOnce);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
