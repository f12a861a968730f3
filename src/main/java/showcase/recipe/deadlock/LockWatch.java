package showcase.recipe.deadlock;

import java.util.List;
import showcase.recipe.deadlock.TwoLocks.Wait;

/**
 * Looks for a deadlock of two locks by asking the locks themselves. It sees virtual
 * and platform threads, but only these two locks; {@link JvmWatch} covers all
 * locks.
 */
final class LockWatch {
  private LockWatch() {}

  /**
   * Returns the waits of a deadlock of these two locks; empty if there is none.
   *
   * <p>The locks are asked one after the other, not at one moment. The result is
   * right if each thread takes each lock once and waits without limit for its
   * second.
   */
  static List<Wait> deadlock(VisibleLock lock1, VisibleLock lock2) {
    Thread owner1 = lock1.getOwner();
    Thread owner2 = lock2.getOwner();
    boolean eachWaits =
        owner1 != null
            && owner2 != null
            && lock2.hasQueuedThread(owner1)
            && lock1.hasQueuedThread(owner2);
    return eachWaits
        ? List.of(
            new Wait(owner1.getName(), lock2.name(), owner2.getName()),
            new Wait(owner2.getName(), lock1.name(), owner1.getName()))
        : List.of();
  }
}
