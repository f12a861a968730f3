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

  /** Limits the use of one resource to so many jobs at a time. */
  SemaphoreClassic(int limit) {
    permits = new Semaphore(limit);
  }

  @Override
  public void useAll(List<Job> jobs) throws InterruptedException {
    // Nothing ties the threads to this method, so it keeps them to join each one.
    List<Thread> threads = new ArrayList<>();
    try {
      for (Job job : jobs) {
        var thread = new Thread(() -> use(job));
        thread.start();
        threads.add(thread);
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
      permits.acquire(); // before the try: after an interrupt, no release
      try {
        job.use();
      } finally {
        permits.release();
      }
    } catch (InterruptedException e) {
      // Only end() interrupts these threads, and the thread ends here.
    }
  }

  /** Ends those that still run: after an interrupt, or if one could not start. */
  private static void end(List<Thread> threads) {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // keep waiting, and tell the caller afterwards
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
