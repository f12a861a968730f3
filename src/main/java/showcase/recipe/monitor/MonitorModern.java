package showcase.recipe.monitor;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An object that guards itself with a {@code ReentrantLock}. A thread that waits at
 * the door can be interrupted, and on no Java release does a virtual thread keep
 * its carrier while it waits here.
 *
 * <p>Prefer {@code synchronized} on Java 24 and later where the door needs neither
 * an interrupt nor a time limit: it no longer pins virtual threads (JEP 491).
 */
final class MonitorModern implements Monitor {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition kerCounted = lock.newCondition();
  private int kers; // guarded by lock

  @Override
  public void foo(Visit visit) throws InterruptedException {
    lock.lockInterruptibly(); // before the try: if interrupted, it holds no lock
    try {
      visit.inFoo();
      ker(visit); // the thread holds the lock already, and takes it once more
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
      // A loop: another count, or nothing at all, may have woken this thread.
      while (kers < count) {
        kerCounted.await(); // releases the lock, and holds it again when it returns
      }
    } finally {
      lock.unlock();
    }
  }
}
