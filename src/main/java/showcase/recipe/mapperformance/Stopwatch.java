package showcase.recipe.mapperformance;

import java.time.Duration;

/** Times a way to square many numbers, so that the figures of several ways can be compared. */
final class Stopwatch {
  /** The first run in a JVM is interpreted, and then compiled while it runs: it is not counted. */
  private static final Duration WARM_UP = Duration.ofMillis(50);

  private static final Duration COUNTED = Duration.ofMillis(50);

  private static final int SHARE = 10;
  private static final int LEAST_RUNS = 3;

  private Stopwatch() {}

  /** One way to give the squares of all numbers from 0 up to, and without, {@code items}. */
  @FunctionalInterface
  interface Way {
    long[] squares(int items) throws Exception;
  }

  /**
   * A way's result and its time.
   *
   * @param squares of the last run
   * @param millis of the fastest run: whatever disturbs a run only makes it longer
   */
  record Timed(long[] squares, double millis) {}

  /**
   * Warms up with a tenth of the items, then runs with all of them; each for 50 ms, and three
   * times at least.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  static Timed time(Way way, int items) throws Exception {
    repeat(way, Math.max(1, items / SHARE), WARM_UP);
    return repeat(way, items, COUNTED);
  }

  private static Timed repeat(Way way, int items, Duration duration) throws Exception {
    long begin = System.nanoTime();
    long best = Long.MAX_VALUE;
    for (int run = 1; ; run++) {
      long start = System.nanoTime();
      long[] squares = way.squares(items);
      long end = System.nanoTime();
      best = Math.min(best, end - start);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while timing");
      }
      if (run >= LEAST_RUNS && end - begin > duration.toNanos()) {
        return new Timed(squares, best / 1e6);
      }
    }
  }
}
