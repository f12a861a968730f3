package showcase.recipe.deadlock;

import java.util.List;
import java.util.concurrent.locks.Lock;

/**
 * Takes two locks of a list, the earlier one first, whichever the caller names first. If
 * everybody does so nobody waits for a lock earlier than one he holds, and waits cannot
 * form a ring.
 */
public final class LockOrder {
  private LockOrder() {}

  /**
   * Does the work while it holds both locks.
   *
   * @param locks all locks, in the order that holds for everybody
   * @param a the index of a lock
   * @param b the index of another
   * @throws InterruptedException if interrupted while it waits; then it holds
   *     neither, and the work
   *     was not done
   */
  public static void withBoth(List<? extends Lock> locks, int a, int b, Runnable work)
      throws InterruptedException {
    Lock first = locks.get(Math.min(a, b));
    Lock second = locks.get(Math.max(a, b));
    first.lockInterruptibly();
    try {
      second.lockInterruptibly();
      try {
        work.run();
      } finally {
        second.unlock();
      }
    } finally {
      first.unlock();
    }
  }
}
