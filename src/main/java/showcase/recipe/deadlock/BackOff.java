package showcase.recipe.deadlock;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import showcase.recipe.deadlock.TwoLocks.Work;

/**
 * Takes two locks in any order and cannot deadlock: no thread waits for a lock
 * while it holds the other. Prefer one order for all locks: then there is nothing
 * to retry.
 */
final class BackOff {
  private static final long LONGEST_MICROS = 2_000;

  private BackOff() {}

  /**
   * Takes both locks and does the work. Calls {@code holdsOne} on each attempt and
   * {@code holdsBoth} once.
   *
   * @throws InterruptedException if the thread was interrupted; it holds neither
   *     lock
   */
  static void takeBoth(Lock first, Lock second, Work work)
      throws InterruptedException {
    while (!tryBoth(first, second, work)) {
      // Random: after pauses of equal length two threads could collide for ever.
      MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(LONGEST_MICROS));
    }
  }

  private static boolean tryBoth(Lock first, Lock second, Work work)
      throws InterruptedException {
    first.lockInterruptibly();
    try {
      work.holdsOne();
      if (!second.tryLock()) {
        return false; // releases the first lock, which the other thread may need
      }
      try {
        work.holdsBoth();
        return true;
      } finally {
        second.unlock();
      }
    } finally {
      first.unlock();
    }
  }
}
