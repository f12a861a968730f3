package showcase.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A way to run tasks. {@link EngineKind} lists them all. */
interface Engine extends AutoCloseable {

  /** Starts a task, immediately or when its turn comes. */
  CompletableFuture<Long> submit(Work work);

  /** Runs tasks, waits until all have ended, and returns their results in order. */
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

  /** Returns what the worker processes use, if there are any. Not to be called while it is timed. */
  default Usage workers() throws Exception {
    return Usage.NONE;
  }

  /** Cancels running tasks and waits until all threads and processes have ended. */
  @Override
  void close();
}
