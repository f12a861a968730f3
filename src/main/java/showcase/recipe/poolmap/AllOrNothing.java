package showcase.recipe.poolmap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks on a pool of their own, and gives all their results or the first failure.
 *
 * <p>Prefer {@code invokeAll} where a failure is no reason to stop the others: it waits for all,
 * however early one of them fails.
 */
public final class AllOrNothing {
  private AllOrNothing() {}

  /**
   * Runs the tasks, as many at a time as there are workers. The first failure, or an interrupt,
   * interrupts those under way and drops the others; this waits for their end, a minute at most.
   *
   * @return the results, in the order of the tasks
   * @throws ExecutionException with the first failure as its cause
   * @throws InterruptedException if interrupted meanwhile
   */
  public static <T> List<T> run(int workers, Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      var ended = new ExecutorCompletionService<T>(pool);
      List<Future<T>> futures = new ArrayList<>();
      tasks.forEach(task -> futures.add(ended.submit(task)));

      // In the order in which they end, or the failure would stand behind those that wait.
      for (int i = 0; i < futures.size(); i++) {
        ended.take().get();
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow(); // on the good way, nothing is left to be interrupted
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }
}
