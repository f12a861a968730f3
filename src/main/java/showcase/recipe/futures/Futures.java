package showcase.recipe.futures;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Runs tasks concurrently, and passes on each result as soon as it is available. No
 * two running tasks share a thread.
 */
interface Futures {

  /**
   * Calls back with the result of each task, in the thread that computed it.
   * Callbacks may run at the same time. A task or callback that fails does not stop
   * the others. Returns when every task and every callback has ended.
   *
   * @param callback what it throws reaches the caller, or only the
   *     uncaught-exception handler
   * @param meanwhile run by the caller while the tasks run
   * @throws InterruptedException if the caller was interrupted; the tasks were
   *     interrupted, too, and have ended
   * @throws ExecutionException if a task failed, after all have ended; the cause is
   *     what it threw. A scope of Java 25 throws its unchecked
   *     {@code FailedException} with the same cause
   */
  <T> void onEach(List<Callable<T>> tasks, Consumer<? super T> callback, Runnable meanwhile)
      throws InterruptedException, ExecutionException;

  /**
   * Passes the results to the consumer in the order in which the tasks complete,
   * one at a time, in the calling thread. The first failure, of a task or of the
   * consumer, interrupts the tasks that still run, and is thrown when they have
   * ended.
   *
   * @throws InterruptedException if the caller was interrupted; the tasks were
   *     interrupted, too, and have ended
   * @throws ExecutionException if a task failed; the cause is what it threw. A
   *     scope of Java 25 throws its unchecked {@code FailedException} with the same
   *     cause
   */
  <T> void asCompleted(List<Callable<T>> tasks, Consumer<? super T> consumer)
      throws InterruptedException, ExecutionException;
}
