package showcase.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A way to run tasks. {@link EngineKind} lists them all. */
interface Engine extends AutoCloseable {

  /** Starts a task, at once or when it is its turn. */
  CompletableFuture<Long> submit(Work work);

  /** Runs tasks and returns their results in order when all have ended. */
  default List<Long> runAll(List<? extends Work> works)
      throws InterruptedException, ExecutionException {
    List<CompletableFuture<Long>> futures = new ArrayList<>();
    for (Work work : works) {
      futures.add(submit(work));
    }
    List<Long> results = new ArrayList<>();
    for (CompletableFuture<Long> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  /** What the worker processes use, where there are any. */
  default Usage workers() {
    return Usage.NONE;
  }

  /** Cancels what still runs and waits until threads and processes have ended. */
  @Override
  void close();
}
