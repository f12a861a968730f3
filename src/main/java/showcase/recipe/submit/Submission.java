package showcase.recipe.submit;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Hands tasks to other threads at once, and asks for their results afterwards. */
interface Submission {

  /**
   * Runs the tasks concurrently, and returns their results in the order of the
   * tasks. No two running tasks share a thread. No task runs when this method
   * returns or throws. What a task did happens-before the return.
   *
   * @throws ExecutionException if a task failed, with its exception as the cause;
   *     Java 25's scope throws the unchecked {@code FailedException} in its place
   * @throws InterruptedException if the caller was interrupted; the tasks that still
   *     ran have been interrupted, too
   */
  <T> List<T> resultsOf(List<Callable<T>> tasks) throws InterruptedException, ExecutionException;
}
