package showcase.recipe.monitor;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An object that guards itself with a {@code ReentrantLock}. A thread that waits at
 * the door can be interrupted, and a virtual thread that waits here frees its
 * carrier on every Java release.
 *
 * <p>Prefer {@code synchronized} on Java 24 and later where the wait at the door
 * needs neither interruption nor a time limit: it no longer pins virtual threads
 * (JEP 491).
 */
final class MonitorModern implements Monitor {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition kerCounted = lock.newCondition();
  private int kers; // guarded by lock

  @Override
  public void foo(Visit visit) throws InterruptedException {
    lock.lockInterruptibly(); // before the try: if it throws, nothing is locked
    try {
      visit.inFoo();
      ker(visit); // the lock is taken again at once, unless an interrupt has come
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void ker(Visit visit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      visit.inKer();
      kers++;
      kerCounted.signalAll(); // each waiting thread checks its own condition
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void awaitKers(int count) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      // A loop: the thread also wakes for other counts, or for no reason at all.
      while (kers < count) {
        kerCounted.await(); // releases the lock; it is held again on return
      }
    } finally {
      lock.unlock();
    }
  }
}
