package showcase.fib;

import java.util.concurrent.TimeUnit;

/**
 * Decides at which ticks of the watch thread the time limits are enforced.
 *
 * <p>A tick that comes late shows that the process was stopped, as by SIGSTOP, or that the machine is
 * busy. What clients sent meanwhile has arrived in time but is not yet read. So the sessions get some
 * ticks to read it. If ticks are late again and again, the limits are enforced after some more:
 * otherwise, a machine that is always busy would have none.
 */
final class Ticks {

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  // At 50 ms each, two seconds.
  static final int TO_READ = 40;
  static final int MOST_SKIPPED = 3 * TO_READ;

  private long last;
  private int toSkip;
  private int skipped;

  /**
   * @param now the current time, as a value of {@link System#nanoTime}
   */
  Ticks(long now) {
    last = now;
  }

  /** Tells that the next tick is late because the watch thread itself has paused. */
  void paused(long now) {
    last = now;
  }

  /** Returns whether the time limits are to be enforced at this tick. */
  boolean enforces(long now) {
    boolean late = now - last > LATE_NANOS;
    last = now;
    if (late) {
      toSkip = TO_READ;
    }
    if (toSkip > 0 && skipped < MOST_SKIPPED) {
      toSkip--;
      skipped++;
      return false;
    }
    toSkip = 0;
    skipped = 0;
    return true;
  }
}
