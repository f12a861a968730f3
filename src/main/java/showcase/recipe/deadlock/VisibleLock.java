package showcase.recipe.deadlock;

import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that has a name and tells which thread holds it and which wait for it.
 *
 * <p>Every {@code ReentrantLock} knows this, also for virtual threads, but its
 * methods are {@code protected}. An answer may be out of date when it arrives: use
 * it to monitor a lock, not to control which thread takes it.
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

  /** Returns the thread that holds this lock, or null if none does. */
  @Override
  public Thread getOwner() {
    return super.getOwner();
  }

  /** Returns the threads that wait for this lock, in no particular order. */
  @Override
  public Collection<Thread> getQueuedThreads() {
    return super.getQueuedThreads();
  }
}
