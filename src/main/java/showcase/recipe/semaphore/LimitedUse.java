package showcase.recipe.semaphore;

import java.util.List;

/** Runs jobs at once, but never lets more than a limit of them use a scarce resource. */
interface LimitedUse {

  /** One use of the resource. */
  interface Job {
    void use() throws InterruptedException;
  }

  /**
   * Runs each job in a thread of its own and returns when all have ended. Calls share the limit.
   *
   * @throws InterruptedException if the caller was interrupted; all jobs were interrupted, too, and
   *     have ended
   */
  void useAll(List<Job> jobs) throws InterruptedException;
}
