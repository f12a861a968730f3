package showcase.recipe.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A pool takes the tasks. Each {@code submit} returns a {@code Future}, to be asked
 * for the result later.
 *
 * <p>Prefer {@code newFixedThreadPool} for many tasks that compute, with as many
 * threads as there are processors, and {@code invokeAll} if all tasks should run to
 * their ends even if one fails.
 */
final class SubmitClassic implements Submission {

  @Override
  public <T> List<T> resultsOf(List<Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      // submit returns at once: the pool's threads compute while this loop goes on.
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(pool.submit(task));
      }

      // get waits for one task. A failure is thrown here when its turn comes.
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      end(pool);
    }
  }

  private static void end(ExecutorService pool) {
    // Normally, all tasks have finished. After a failure or an interrupt, some
    // still run.
    pool.shutdownNow();
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
