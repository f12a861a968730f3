package showcase.recipe.futureerrors;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.function.Consumer;

/**
 * Reports what a task threw to a callback and to the caller, and cancels the other
 * tasks.
 */
interface FutureErrors {

  /**
   * Runs a task on another thread. If it fails, the callback gets the very exception
   * that the task threw, in the task's thread, and then the caller gets it as the
   * cause. A task that was cancelled has not failed.
   *
   * <p>If the task itself throws a {@code CompletionException} or a {@code
   * CancellationException}, an implementation may report the cause of the first, and
   * take the second for a cancellation.
   *
   * @return the task's result
   * @throws InterruptedException if the caller was interrupted; the task was
   *     cancelled, and has ended
   * @throws ExecutionException if the task failed; the cause is what it threw
   */
  <T> T call(Callable<T> task, Consumer<? super Throwable> callback)
      throws InterruptedException, ExecutionException;

  /**
   * How a task ended.
   *
   * @param state SUCCESS, FAILED or CANCELLED
   * @param failure what the task threw, or null if it has not failed
   */
  record Ending(State state, Throwable failure) {}

  /**
   * Runs the tasks concurrently; no two running tasks share a thread. The first
   * failure cancels those that still run. Returns when all have ended.
   *
   * @return how each ended, in the order of the tasks
   * @throws InterruptedException if the caller was interrupted; the tasks were
   *     interrupted, too, and have ended
   */
  List<Ending> callAll(List<? extends Callable<?>> tasks) throws InterruptedException;
}
