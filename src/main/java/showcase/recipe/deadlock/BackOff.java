package showcase.recipe.deadlock;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import showcase.recipe.deadlock.TwoLocks.Work;

/**
 * Takes two locks in any order, and no deadlock lasts. Prefer one order for all
 * locks where one is known: then no attempt is for nothing.
 */
final class BackOff {
  private static final long LONGEST_MICROS = 2_000;

  private BackOff() {}

  /**
   * Takes both locks and does the work. It calls {@code holdsOne} at each attempt
   * and {@code holdsBoth} once.
   *
   * @throws InterruptedException if the thread was interrupted; it holds neither
   *     lock
   */
  static void tryBoth(Lock first, Lock second, Work work)
      throws InterruptedException {
    while (true) {
      first.lockInterruptibly();
      try {
        work.holdsOne();
        // A random time: two threads that wait equally long could collide for ever.
        long micros = ThreadLocalRandom.current().nextLong(LONGEST_MICROS);
        if (second.tryLock(micros, MICROSECONDS)) {
          try {
            work.holdsBoth();
            return;
          } finally {
            second.unlock();
          }
        }
      } finally {
        first.unlock(); // done or not: the other thread may need it
      }
    }
  }
}
