package showcase.recipe.threadpool;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * Tasks in a queue, and {@link WorkerPool}'s few platform
 * threads that take them out again.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run thread-pool --edition classic}
 *
 * <p>Prefer the JDK's {@code ThreadPoolExecutor}, unless how a pool works is the
 * question.
 */
final class ThreadPoolClassic implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int workers = in.get(ThreadPoolRecipe.WORKERS);
    int tasks = in.get(ThreadPoolRecipe.TASKS);
    var full = new CountDownLatch(ThreadPoolRecipe.limit(in));

    var pool =
        new WorkerPool(workers, e -> transcript.say("a task fails", e.getMessage()));
    try (pool) {
      // As many failures as workers: if one cost a worker,
      // nobody would be left for the rest.
      for (int task = 0; task < workers; task++) {
        String reason = "broken " + task;
        pool.add(() -> {
          throw new IllegalStateException(reason);
        });
      }

      // add waits while the queue is full, so tasks come no faster than they are done.
      for (int id = 0; id < tasks; id++) {
        int task = id;
        pool.add(() -> work(task, full, transcript));
      }

      // Threads that are reused cannot be joined: somebody has to count what is pending.
      pool.awaitAll();
      transcript.say("all", "done");
    }

    // Nobody is there to run it, so it is refused rather than kept in the queue for ever.
    try {
      pool.add(() -> transcript.say("late task", "runs"));
    } catch (RejectedExecutionException e) {
      transcript.say("late task", "is refused");
    }
  }

  private static void work(int task, CountDownLatch full, Transcript transcript) {
    transcript.say(task, "starts");
    try {
      full.countDown();
      full.await(); // stay until as many run as may
      transcript.say(task, "ends");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the pool closes, and its worker sees it
    }
  }
}
