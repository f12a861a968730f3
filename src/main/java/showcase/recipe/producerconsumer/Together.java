package showcase.recipe.producerconsumer;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs tasks that depend on each other, and so have to fail together: a scope made by hand. */
final class Together {
  private Together() {}

  /**
   * Runs all at the same time, each on a platform thread. The first failure, or an interrupt,
   * interrupts the others; all have ended when this returns.
   *
   * @throws ExecutionException with the first failure as its cause
   * @throws InterruptedException if interrupted meanwhile
   */
  static void run(List<Callable<Void>> tasks) throws InterruptedException, ExecutionException {
    // It has a thread for every task: a smaller pool could be full of waiting producers.
    var pool = Executors.newCachedThreadPool();
    try {
      // In the order in which they end: asked one by one, a producer that waits for ever
      // would hide the consumer that failed.
      var ended = new ExecutorCompletionService<Void>(pool);
      tasks.forEach(ended::submit);
      for (int i = 0; i < tasks.size(); i++) {
        ended.take().get();
      }
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }
}
