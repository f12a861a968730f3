package showcase.recipe.futures;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A {@code FutureTask} calls back; a completion service queues completed futures.
 *
 * <p>Prefer {@code invokeAll} if all results are needed at the same time.
 */
final class FuturesClassic implements Futures {

  @Override
  public <T> void onEach(
      List<Callable<T>> tasks, Consumer<? super T> callback, Runnable meanwhile)
      throws InterruptedException, ExecutionException {
    List<Future<T>> futures = new ArrayList<>();
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      for (Callable<T> task : tasks) {
        var future = new FutureTask<>(task) {
          @Override
          protected void done() {
            try {
              callback.accept(get()); // no future keeps what the callback throws
            } catch (InterruptedException | ExecutionException e) {
              // There is no result. The future keeps what the task threw.
            }
          }
        };
        futures.add(future);
        pool.execute(future);
      }
      meanwhile.run();
      // get can return before done has run, so wait for the threads first.
      pool.shutdown();
      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      for (Future<T> future : futures) {
        future.get();
      }
    } finally {
      end(pool);
    }
  }

  @Override
  public <T> void asCompleted(List<Callable<T>> tasks, Consumer<? super T> consumer)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      var completed = new ExecutorCompletionService<T>(pool);
      tasks.forEach(completed::submit);
      for (int i = 0; i < tasks.size(); i++) {
        consumer.accept(completed.take().get());
      }
    } finally {
      end(pool);
    }
  }

  /** Interrupts the tasks that still run, and waits for the threads to end. */
  private static void end(ExecutorService pool) {
    pool.shutdownNow();
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
