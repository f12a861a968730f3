package showcase.recipe.deadlock;

import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that shows who holds it and who waits for it, and has a name to be reported by.
 *
 * <p>{@code ReentrantLock} knows both, of virtual threads as well, and keeps them {@code
 * protected}: what is read is true at that moment only, and is for watching, not for
 * deciding who may enter.
 */
public final class VisibleLock extends ReentrantLock {
  private static final long serialVersionUID = 1;

  private final String name;

  public VisibleLock(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** The thread that holds this lock; null if none does. */
  @Override
  public Thread getOwner() {
    return super.getOwner();
  }

  /** The threads that wait for this lock, in no particular order. */
  @Override
  public Collection<Thread> getQueuedThreads() {
    return super.getQueuedThreads();
  }
}
