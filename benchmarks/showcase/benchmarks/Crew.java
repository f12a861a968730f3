package showcase.benchmarks;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts tasks, each on a thread of its own, and waits for all of them.
 *
 * <p>JMH calls a benchmark on a platform thread. What virtual threads are to do, they have to do
 * inside the measured method, started by it; the classic half starts its threads in the same way,
 * so that starting and joining weighs on both.
 */
final class Crew {
  /** Starts a kernel thread for each task. */
  static final ThreadFactory PLATFORM = Thread.ofPlatform().factory();

  /** Starts a virtual thread for each task. */
  static final ThreadFactory VIRTUAL = Thread.ofVirtual().factory();

  /** What each thread does. */
  @FunctionalInterface
  interface Task {
    /**
     * @param id from 0
     */
    void run(int id) throws Exception;
  }

  private Crew() {}

  /**
   * Returns when all tasks have ended; what they wrote happens-before that.
   *
   * @throws IllegalStateException if a task failed; the cause is the first failure
   */
  static void run(ThreadFactory threads, int tasks, Task task) throws InterruptedException {
    var failure = new AtomicReference<Throwable>();
    var started = new Thread[tasks];
    for (int i = 0; i < tasks; i++) {
      int id = i;
      started[id] =
          threads.newThread(() -> {
            try {
              task.run(id);
            } catch (Throwable e) {
              failure.compareAndSet(null, e); // a benchmark of failing work measures nothing
            }
          });
      started[id].start();
    }
    for (Thread thread : started) {
      thread.join();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a task failed", failure.get());
    }
  }
}
