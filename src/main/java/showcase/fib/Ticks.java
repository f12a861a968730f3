package showcase.fib;

import java.util.concurrent.TimeUnit;

/**
 * Decides at which ticks of the watch thread the time limits are enforced.
 *
 * <p>A tick that comes late shows that the process was stopped, as by SIGSTOP, or that the machine
 * was busy. What clients sent meanwhile has arrived in time but is not yet read. So the sessions
 * get a second to read it. After that second, the limits are enforced however late the tick is:
 * otherwise, a machine that is always busy would have no time limits.
 */
final class Ticks {

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private long last;
  private boolean pausing;
  private long pauseEnd;

  /**
   * @param now the current time, as a value of {@link System#nanoTime}
   */
  Ticks(long now) {
    last = now;
  }

  /** Returns whether the time limits are to be enforced at this tick. */
  boolean enforces(long now) {
    boolean late = now - last > LATE_NANOS;
    last = now;
    if (pausing) {
      pausing = now - pauseEnd < 0;
    } else if (late) {
      pausing = true;
      pauseEnd = now + PAUSE_NANOS;
    }
    return !pausing;
  }
}
