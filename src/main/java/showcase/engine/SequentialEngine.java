package showcase.engine;

import java.util.concurrent.CompletableFuture;

/** Runs each task at once on the calling thread: what all others are measured against. */
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
