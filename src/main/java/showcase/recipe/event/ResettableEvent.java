package showcase.recipe.event;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An event that can be set and cleared any number of times: a flag under a lock and a condition.
 *
 * <p>Prefer a {@code CountDownLatch} for an event that happens once.
 *
 * <p>Memory: what a thread did before it set the event <i>happens-before</i> what another does after
 * its wait for it, since both hold the lock.
 */
public final class ResettableEvent {
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean set; // guarded by lock
  private long timesSet; // guarded by lock

  /** Lets all pass who wait, and all who come, until it is cleared. */
  public void set() {
    lock.lock();
    try {
      set = true;
      timesSet++;
      changed.signalAll(); // unlike an item in a queue, the event is for all who wait
    } finally {
      lock.unlock();
    }
  }

  /** Makes whoever comes from now on wait. Who waited when it was set still passes. */
  public void clear() {
    lock.lock();
    try {
      set = false;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is set at this moment. */
  public boolean isSet() {
    lock.lock();
    try {
      return set;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it is set.
   *
   * @throws InterruptedException if interrupted while waiting
   */
  public void await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      // The number tells of a set that has been cleared again before this thread woke up.
      long before = timesSet;
      while (!set && timesSet == before) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it is set, or the time is over.
   *
   * @param timeout how long to wait at most
   * @return whether it was set
   * @throws InterruptedException if interrupted while waiting
   */
  public boolean await(Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long before = timesSet;
      long left = timeout.toNanos();
      while (!set && timesSet == before && left > 0) {
        left = changed.awaitNanos(left); // may end early for no reason: then wait for the rest
      }
      return set || timesSet != before;
    } finally {
      lock.unlock();
    }
  }
}
