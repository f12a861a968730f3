package showcase.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import showcase.process.JavaCommand;
import showcase.process.Worker;

/** Starts a process for each task, with as many at the same time as it has threads. */
final class FreshProcessEngine implements Engine {

  private static final Duration TASK = Duration.ofMinutes(10);

  private final ExecutorService threads;
  private final int atOnce;
  private final AtomicReference<Usage> largest = new AtomicReference<>(Usage.NONE);

  FreshProcessEngine(int atOnce) {
    this.atOnce = atOnce;
    this.threads = Executors.newFixedThreadPool(atOnce);
  }

  @Override
  public CompletableFuture<Long> submit(Work work) {
    return Submission.to(threads, () -> runInProcess(work));
  }

  private long runInProcess(Work work) throws Exception {
    try (var worker = Worker.start(JavaCommand.worker(), System.err::println)) {
      long result = Long.parseLong(worker.call(work.line(), TASK));
      // This is part of the measured time, but less than 1 % of it: 0.8 ms, while a process takes
      // 90 ms or more from its start to its end (medians of 300, two cores in use).
      largest.accumulateAndGet(Usage.of(List.of(worker.pid())), Usage::larger);
      return result;
    }
  }

  /**
   * Estimates the memory as if the largest process so far ran on each thread. The processor time is
   * 0 here: the system adds that of ended children to this JVM's.
   */
  @Override
  public Usage workers() {
    Usage each = largest.get();
    return new Usage(
        0, each.residentKiB() * atOnce, each.peakKiB() * atOnce, each.threads() * atOnce);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
