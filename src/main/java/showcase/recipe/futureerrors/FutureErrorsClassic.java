package showcase.recipe.futureerrors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A {@code FutureTask} keeps what its task threw. After a failure, its {@code done}
 * cancels the other tasks, in the task's thread. What they throw after that is
 * discarded.
 *
 * <p>Prefer {@code invokeAny} if one result is enough: it cancels the other tasks.
 */
final class FutureErrorsClassic implements FutureErrors {

  @Override
  public <T> T call(Callable<T> task, Consumer<? super Throwable> callback)
      throws InterruptedException, ExecutionException {
    var future = new ObservedTask<>(task, callback);
    runAll(List.of(future));
    return future.get(); // throws what the task threw as a cause
  }

  @Override
  public List<Ending> callAll(List<? extends Callable<?>> tasks)
      throws InterruptedException {
    List<FutureTask<?>> futures = new ArrayList<>();
    for (Callable<?> task : tasks) {
      // No task has started yet, so the first that fails finds all others in the
      // list.
      futures.add(new ObservedTask<>(task, failure -> cancelAll(futures)));
    }
    runAll(futures);
    return futures.stream().map(ObservedTask::endingOf).toList();
  }

  private static void cancelAll(List<? extends FutureTask<?>> futures) {
    futures.forEach(future -> future.cancel(true)); // no effect on one that is done
  }

  private static void runAll(List<? extends FutureTask<?>> futures)
      throws InterruptedException {
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      futures.forEach(pool::execute);
      pool.shutdown();
      // get can return before done has run, so wait for the threads, not for the
      // results.
      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } finally {
      cancelAll(futures);
      end(pool);
    }
  }

  /** Waits for the pool's threads to end, even if interrupted. */
  private static void end(ExecutorService pool) {
    pool.shutdown();
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
