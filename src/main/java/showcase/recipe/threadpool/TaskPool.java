package showcase.recipe.threadpool;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Runs tasks, a limited number at the same time, and survives those that fail. Any
 * thread may add tasks. But a task must neither wait for the others nor close the
 * pool, and tasks that add tasks to a full pool can wait for each other for ever.
 *
 * <p>Memory: what a thread did before it added a task <i>happens-before</i> that
 * task, and what a task did <i>happens-before</i> {@link #awaitAll} returns.
 */
interface TaskPool extends AutoCloseable {

  /** How an edition opens a pool. */
  interface Opener {

    /**
     * Opens a pool.
     *
     * @param workers how many tasks run at the same time, at least 1
     * @param queued how many more tasks may wait for their turn, at least 0
     * @param failures gets what a task threw, of any kind, on the task's thread,
     *     before {@code awaitAll} returns; if it throws, the thread's
     *     uncaught-exception handler gets that, and the pool goes on
     * @throws IllegalArgumentException if a number is too small
     */
    TaskPool open(int workers, int queued, Consumer<? super Throwable> failures);
  }

  /** A task, which may fail. */
  interface Task {
    void run() throws Exception;
  }

  /**
   * Adds a task; waits while there is no room for it.
   *
   * @throws RejectedExecutionException if the pool is closed; the task was not
   *     added
   * @throws InterruptedException if the caller was interrupted; the task was not
   *     added
   */
  void add(Task task) throws InterruptedException;

  /**
   * Waits until every task that was added has ended or failed, and those that are
   * added meanwhile, too. The pool stays open, and takes tasks meanwhile.
   *
   * @throws InterruptedException if the caller was interrupted; the tasks go on
   */
  void awaitAll() throws InterruptedException;

  /**
   * Takes no more tasks, drops those that wait, interrupts those that run, and
   * returns when all threads of the pool have ended. A task that is added at the
   * same time may be dropped, too. An interrupt of the caller is kept.
   */
  @Override
  void close();

  /** Returns how many tasks may run and wait in all. */
  static int bound(int workers, int queued) {
    if (workers < 1 || queued < 0) {
      throw new IllegalArgumentException(
          "workers must be at least 1 and queued at least 0, not %d and %d"
              .formatted(workers, queued));
    }
    return Math.addExact(workers, queued);
  }
}
