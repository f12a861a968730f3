package showcase.recipe.deadlock;

import java.util.Collection;

/**
 * Joins several threads and answers for them all. Prefer a {@code StructuredTaskScope} for tasks
 * that can be forked: it does so by itself, for failures as well.
 */
public final class Threads {
  private Threads() {}

  /**
   * Waits until all have ended. Nothing ties threads to whoever started them but his care: if he is
   * interrupted while he waits, they are too, and he still waits for their end.
   *
   * @throws InterruptedException if interrupted meanwhile; all have ended even then
   */
  public static void joinAll(Collection<Thread> threads) throws InterruptedException {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      joinAll(threads);
      throw e;
    }
  }
}
