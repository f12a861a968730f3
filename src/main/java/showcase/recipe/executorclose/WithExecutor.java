package showcase.recipe.executorclose;

import java.util.concurrent.ExecutorService;

/** Lends an executor to some work, and closes it afterwards. */
interface WithExecutor {
  /** Submits tasks, and may wait for some of them. */
  interface Work<R> {
    R use(ExecutorService executor) throws Exception;
  }

  /**
   * Runs the work and then closes the executor, by a call. When this method
   * returns, all tasks are done, the executor has terminated, and it rejects
   * further tasks.
   *
   * <p>If the work throws, its tasks are interrupted, and its exception is thrown
   * when they have ended. If the caller is interrupted while it waits for the
   * tasks, they are interrupted, too. The method still waits for their end, and
   * then returns the result or throws the work's exception, with the caller's
   * interrupt status set.
   */
  <R> R byHand(Work<R> work) throws Exception;

  /** The same, but a block closes the executor. */
  <R> R byBlock(Work<R> work) throws Exception;
}
