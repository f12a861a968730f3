package showcase.recipe.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A fixed pool, and a completion service that hands over each future as soon as it
 * is done, so that the first failure is seen at once.
 *
 * <p>If the function only computes, and other calls may go on after a failure,
 * prefer {@code items.parallelStream().map(f).toList()}.
 */
final class PoolMapClassic implements ParallelMap {
  private static final int THREADS = 5;

  @Override
  public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> f)
      throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(THREADS);
    try {
      var completed = new ExecutorCompletionService<R>(pool);
      List<Future<R>> futures = new ArrayList<>();
      for (T item : items) {
        futures.add(completed.submit(() -> f.apply(item)));
      }

      // In the order of completion: the first failure is thrown here.
      for (int i = 0; i < items.size(); i++) {
        completed.take().get();
      }

      // All have succeeded, so get does not wait. This is the order of the items.
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow(); // interrupts the calls that still run
      awaitEnd(pool);
    }
  }

  /** Waits until no task runs; restores the interrupt if one comes meanwhile. */
  private static void awaitEnd(ExecutorService pool) {
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
