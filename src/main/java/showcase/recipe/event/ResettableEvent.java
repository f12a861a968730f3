package showcase.recipe.event;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An event that can be set and cleared again and again: a flag and a count, guarded
 * by a lock, with a condition on which threads wait.
 */
public final class ResettableEvent implements Events.Repeatable {
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean set; // guarded by the lock
  private long settings; // guarded by the lock: how many times it was set

  @Override
  public void set() {
    lock.lock();
    try {
      set = true;
      settings++;
      changed.signalAll(); // not signal(), because the event is for every thread
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void clear() {
    lock.lock();
    try {
      set = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isSet() {
    lock.lock();
    try {
      return set;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      // The flag may be cleared before this thread runs again; the count never goes
      // back.
      long before = settings;
      while (!set && settings == before) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long before = settings;
      long left = NANOSECONDS.convert(timeout);
      while (!set && settings == before) {
        if (left <= 0) {
          return false;
        }
        // It returns the time left: the wait may have ended early.
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
