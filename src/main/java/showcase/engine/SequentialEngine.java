package showcase.engine;

import java.util.concurrent.CompletableFuture;

/** Runs each task immediately on the calling thread; the baseline for all other engines. */
final class SequentialEngine implements Engine {

  @Override
  public CompletableFuture<Long> submit(Work work) {
    return Submission.to(Runnable::run, work::run);
  }

  @Override
  public void close() {
    // nothing was started
  }
}
