package showcase.recipe.semaphore;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * A virtual thread for each job, and a semaphore in front of the resource.
 *
 * <p>Prefer this to a pool of virtual threads: they are too cheap to be worth
 * pooling, and it is the use of the resource that needs a limit.
 */
final class SemaphoreModern implements LimitedUse {
  private final Semaphore permits;

  /** At most {@code limit} jobs will use the resource at the same time. */
  SemaphoreModern(int limit) {
    permits = new Semaphore(limit);
  }

  @Override
  public void useAll(List<Job> jobs) throws InterruptedException {
    // The scope owns its threads: it waits for all of them, and interrupts those
    // that still run if one job fails or if this thread is interrupted.
    try (var scope = StructuredTaskScope.open(
        Joiner.awaitAllSuccessfulOrThrow(CompletionException::new))) {
      for (Job job : jobs) {
        scope.fork(() -> use(job));
      }
      scope.join();
    }
  }

  private Void use(Job job) throws InterruptedException {
    permits.acquire(); // before the try: no release if it throws
    try {
      job.use();
      return null;
    } finally {
      permits.release();
    }
  }
}
