package showcase.recipe.semaphore;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;

/**
 * A virtual thread for each job, and a semaphore in front of the resource.
 *
 * <p>Prefer this to a pool of virtual threads: they are too cheap to be worth
 * keeping, and the semaphore limits the resource, not the threads.
 */
final class SemaphoreModern implements LimitedUse {
  private final Semaphore permits;

  /** Limits the use of one resource to so many jobs at a time. */
  SemaphoreModern(int limit) {
    permits = new Semaphore(limit);
  }

  @Override
  public void useAll(List<Job> jobs) throws InterruptedException {
    // The scope owns its threads: it waits for all of them, and an interrupt of
    // this thread or the failure of one job interrupts all that still run.
    try (var scope = StructuredTaskScope.open()) {
      for (Job job : jobs) {
        scope.fork(() -> use(job));
      }
      scope.join();
    }
  }

  private Void use(Job job) throws InterruptedException {
    permits.acquire(); // before the try: after an interrupt, no release
    try {
      job.use();
      return null;
    } finally {
      permits.release();
    }
  }
}
