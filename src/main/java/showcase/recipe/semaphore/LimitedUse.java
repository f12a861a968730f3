package showcase.recipe.semaphore;

import java.util.List;

/** Runs jobs concurrently, but lets only so many of them use a scarce resource at a time. */
interface LimitedUse {

  /** One use of the resource. */
  interface Job {
    void use() throws InterruptedException;
  }

  /**
   * Runs each job in a thread of its own and returns when all have ended. Concurrent calls share
   * the limit. Whether the caller gets the failure of a job depends on the implementation.
   *
   * @throws InterruptedException if the caller was interrupted; the jobs were interrupted, too, and
   *     have ended
   */
  void useAll(List<Job> jobs) throws InterruptedException;
}
