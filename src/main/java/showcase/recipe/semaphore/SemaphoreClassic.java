package showcase.recipe.semaphore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A platform thread for each job, and a semaphore in front of the resource.
 *
 * <p>Prefer a fixed thread pool if the jobs only compute: its size is the limit.
 */
final class SemaphoreClassic implements LimitedUse {
  private final Semaphore permits;

  /** At most {@code limit} jobs will use the resource at the same time. */
  SemaphoreClassic(int limit) {
    permits = new Semaphore(limit);
  }

  @Override
  public void useAll(List<Job> jobs) throws InterruptedException {
    // Nothing ties the threads to this method, so it keeps a list to join them.
    List<Thread> threads = new ArrayList<>();
    try {
      for (Job job : jobs) {
        var thread = new Thread(() -> use(job));
        threads.add(thread); // first, so that no started thread is forgotten
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      end(threads);
    }
  }

  private void use(Job job) {
    try {
      permits.acquire(); // before the try: no release if it throws
      try {
        job.use();
      } finally {
        permits.release();
      }
    } catch (InterruptedException e) {
      // Only end() interrupts these threads. There is nothing left to do.
    }
  }

  /** Ends the threads that still run: after an interrupt or a failed start. */
  private static void end(List<Thread> threads) {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // keep waiting, and restore the interrupt below
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
