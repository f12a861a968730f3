package showcase.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Runs each task on an executor: of platform threads, of a pool, or of virtual threads. */
final class ExecutorEngine implements Engine {

  private final ExecutorService executor;

  ExecutorEngine(ExecutorService executor) {
    this.executor = executor;
  }

  @Override
  public CompletableFuture<Long> submit(Work work) {
    return Submission.to(executor, work::run);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    executor.close();
  }
}
