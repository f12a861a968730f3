package showcase.benchmarks;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts tasks, each on a thread of its own, and waits for all of them.
 *
 * <p>JMH calls a benchmark on a platform thread, so the measured method itself must start virtual
 * threads. The classic method starts its threads in the same way, so both include the cost of
 * starting and joining.
 */
final class Crew {
  /** Starts a kernel thread for each task. */
  static final ThreadFactory PLATFORM = Thread.ofPlatform().factory();

  /** Starts a virtual thread for each task. */
  static final ThreadFactory VIRTUAL = Thread.ofVirtual().factory();

  /** The work of each thread. */
  @FunctionalInterface
  interface Task {
    /**
     * @param id the number of the task, from 0
     */
    void run(int id) throws Exception;
  }

  private Crew() {}

  /**
   * Runs tasks and returns when all of them have ended. What the tasks did happens-before the
   * return.
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
              failure.compareAndSet(null, e); // a benchmark whose work fails measures nothing
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
