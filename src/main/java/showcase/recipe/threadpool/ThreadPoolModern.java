package showcase.recipe.threadpool;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * No pool: a virtual thread per task in one scope, and a
 * semaphore where the bound matters.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run thread-pool --edition modern}
 *
 * <p>Prefer a fixed pool of platform threads for tasks that compute. Never pool virtual
 * threads: what a pool saves is the price of a thread, and these cost next to nothing.
 */
final class ThreadPoolModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int workers = in.get(ThreadPoolRecipe.WORKERS);
    int tasks = in.get(ThreadPoolRecipe.TASKS);
    var full = new CountDownLatch(ThreadPoolRecipe.limit(in));
    var permits = new Semaphore(workers);

    // This scope waits for all: a failure is its task's own, and cancels nothing.
    var scope = StructuredTaskScope.open(Joiner.awaitAll());
    try (scope) {
      // As many failures as permits: if one kept its permit,
      // none would be left for the rest.
      for (int task = 0; task < workers; task++) {
        String reason = "broken " + task;
        Callable<Void> broken =
            () -> {
              throw new IllegalStateException(reason);
            };
        scope.fork(() -> limit(permits, broken, transcript));
      }

      // All are forked at once. A thread that waits for a permit costs about a kilobyte.
      for (int id = 0; id < tasks; id++) {
        int task = id;
        scope.fork(() -> limit(permits, () -> work(task, full, transcript), transcript));
      }

      // A thread ends with its task, so the scope can wait for the threads.
      scope.join();
      transcript.say("all", "done");
    }

    // A fork belongs into its scope's block, and is refused outside.
    try {
      scope.fork(() -> transcript.say("late task", "runs"));
    } catch (IllegalStateException e) {
      transcript.say("late task", "is refused");
    }
  }

  private static Void limit(Semaphore permits, Callable<Void> task, Transcript transcript)
      throws Exception {
    permits.acquire();
    try {
      return task.call();
    } catch (IllegalStateException e) {
      transcript.say("a task fails", e.getMessage());
      throw e;
    } finally {
      permits.release();
    }
  }

  private static Void work(int task, CountDownLatch full, Transcript transcript)
      throws InterruptedException {
    transcript.say(task, "starts");
    full.countDown();
    full.await(); // stay until as many run as may
    transcript.say(task, "ends");
    return null;
  }
}
