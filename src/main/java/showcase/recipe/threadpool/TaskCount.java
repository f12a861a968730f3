package showcase.recipe.threadpool;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A number of tasks, and a wait until there are none. Unlike the count of a {@code
 * CountDownLatch}, it can rise again.
 */
public final class TaskCount {
  private final Lock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();
  private int count; // guarded by the lock

  /** Counts one more. */
  public void increment() {
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  /** Counts one less. */
  public void decrement() {
    lock.lock();
    try {
      count--;
      if (count == 0) {
        none.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the count is zero. */
  public void awaitZero() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (count > 0) {
        none.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
