package showcase.recipe.deadlock;

import java.time.Duration;
import java.util.List;

/**
 * Two threads, {@code task1} and {@code task2}, need the same two locks, {@code
 * lock1} and {@code lock2}.
 *
 * <p>Each method returns when both threads have ended. If the limit passes first,
 * or the caller is interrupted, it interrupts both threads, waits until they have
 * ended, and throws {@code TimeoutException} or {@code InterruptedException}. In
 * Java 25 the {@code TimeoutException} is the scope's own, which is unchecked.
 *
 * <p>If the work throws in one of the threads, plain threads pass that only to the
 * uncaught-exception handler, and the method returns normally. A scope interrupts
 * the other thread and throws, with the failure as the cause.
 */
interface TwoLocks {

  /** What a thread does with its locks. */
  interface Work {

    /** Called on a thread that holds one lock and is about to take the other. */
    void holdsOne() throws InterruptedException;

    /** Called on a thread that holds both locks. */
    void holdsBoth() throws InterruptedException;

    /** Called on the caller's thread when a deadlock is found, while it lasts. */
    void deadlock(List<Wait> waits);
  }

  /** The names of a waiting thread, of the lock, and of the thread that holds it. */
  record Wait(String thread, String lock, String holder) {}

  /**
   * {@code task1} takes lock1, then lock2; {@code task2} takes lock2, then lock1.
   */
  void inOppositeOrders(Work work, Duration limit) throws Exception;

  /** Both take lock1, then lock2. No deadlock is possible. */
  void inOneOrder(Work work, Duration limit) throws Exception;

  /**
   * In opposite orders, but a thread that does not get its second lock at once
   * releases its first and starts again. No deadlock is possible.
   */
  void withBackOff(Work work, Duration limit) throws Exception;
}
