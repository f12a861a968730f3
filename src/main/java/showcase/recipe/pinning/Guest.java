package showcase.recipe.pinning;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A sleeper whose methods do nothing. */
class Guest implements Sleepers.Sleeper {
  private final ReentrantLock lock = new ReentrantLock();

  @Override
  public Lock lock() {
    return lock;
  }

  @Override
  public void arrive() {}

  @Override
  public void sleep() throws InterruptedException {}

  @Override
  public boolean isOver() {
    return true;
  }

  /** Whether the calling thread holds this guest's lock. */
  boolean holdsLock() {
    return lock.isHeldByCurrentThread();
  }

  /** Whether any thread holds this guest's lock. */
  boolean isLocked() {
    return lock.isLocked();
  }
}
