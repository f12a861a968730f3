package showcase.recipe.deadlock;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;

/**
 * Takes two locks, in whatever order the caller names them, and cannot deadlock: who does
 * not get the second lets go of the first. Prefer one order for all locks where it is
 * known.
 */
public final class BackOff {
  private static final long LONGEST_NANOS = Duration.ofMillis(1).toNanos();
  private static final long SHORTEST_NANOS = Duration.ofMillis(1).toNanos() / 100;

  private BackOff() {}

  /**
   * Does the work while it holds both locks.
   *
   * @throws InterruptedException if interrupted while it waits; then it holds
   *     neither, and the work
   *     was not done
   */
  public static void withBoth(Lock a, Lock b, Runnable work) throws InterruptedException {
    long pause = SHORTEST_NANOS;
    while (!triedBoth(a, b, work)) {
      // Of random length: at one pace, two that collided would collide for ever.
      Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(pause)));
      pause = Math.min(2 * pause, LONGEST_NANOS);
    }
  }

  private static boolean triedBoth(Lock first, Lock second, Runnable work)
      throws InterruptedException {
    first.lockInterruptibly();
    try {
      if (!second.tryLock()) {
        return false;
      }
      try {
        work.run();
        return true;
      } finally {
        second.unlock();
      }
    } finally {
      first.unlock();
    }
  }
}
