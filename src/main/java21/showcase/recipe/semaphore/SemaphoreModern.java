package showcase.recipe.semaphore;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A virtual thread per task inside one scope: the semaphore limits
 * the resource, not the threads.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run semaphore --edition modern}
 *
 * <p>Prefer this to a pool of virtual threads: they are too cheap to be kept, and a
 * pool's size would only say in a roundabout way what the semaphore says.
 */
final class SemaphoreModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    var permits = new Semaphore(in.get(SemaphoreRecipe.PERMITS));
    var full = new CountDownLatch(SemaphoreRecipe.limit(in));

    // The scope owns its forks: it waits for all, and the first
    // failure interrupts the others.
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      for (int id = 0; id < in.get(SemaphoreRecipe.TASKS); id++) {
        int task = id;
        scope.fork(() -> use(task, permits, full, transcript));
      }
      scope.join().throwIfFailed();
    }

    // A task fails in the middle: join throws what it threw, so nobody can overlook it.
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      scope.fork(() -> failIn(permits));
      scope.join().throwIfFailed();
    } catch (ExecutionException e) {
      transcript.say("one task", "fails");
    }

    // A task is interrupted while it waits: a sibling's failure does that, too.
    permits.acquire(in.get(SemaphoreRecipe.PERMITS));
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      scope.fork(() -> use("another task", permits, full, transcript));
      scope.fork(() -> failIn(new Semaphore(1)));
      scope.join().throwIfFailed();
    } catch (ExecutionException e) {
      // expected: the failing sibling
    } finally {
      permits.release(in.get(SemaphoreRecipe.PERMITS));
    }
    transcript.say("free", permits.availablePermits());
  }

  private static Void use(
      Object task, Semaphore permits, CountDownLatch full, Transcript transcript)
      throws InterruptedException {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      transcript.say(task, "is interrupted");
      throw e; // no permit was taken, so none is given back
    }
    try {
      transcript.say(task, "acquires");
      full.countDown();
      full.await(); // stay until as many are in as may be
      transcript.say(task, "releases");
      return null;
    } finally {
      permits.release();
    }
  }

  private static Void failIn(Semaphore permits) throws InterruptedException {
    permits.acquire();
    try {
      throw new IllegalStateException("the resource broke");
    } finally {
      permits.release();
    }
  }
}
