package showcase.recipe.mapperformance;

import java.time.Duration;
import java.util.Arrays;

/** Times a way to square many numbers, so that the figures of several ways can be compared. */
final class Stopwatch {
  /** The first run in a JVM is interpreted, and then compiled while it runs: it is not counted. */
  private static final Duration WARM_UP = Duration.ofMillis(100);

  private static final Duration COUNTED = Duration.ofMillis(50);

  private static final int LEAST_RUNS = 3;
  private static final long NO_SQUARE = -1;

  private Stopwatch() {}

  /** One way to put the square of each index of an array into its place. */
  @FunctionalInterface
  interface Way {
    void square(long[] squares) throws Exception;
  }

  /**
   * A way's result and its time.
   *
   * @param squares of the last run
   * @param millis of the fastest run: whatever disturbs a run only makes it longer
   */
  record Timed(long[] squares, double millis) {}

  /**
   * Warms up for 100 ms, then runs for 50 ms and three times at least. All runs get the
   * same array: the first to write to fresh memory pays for it, whichever way it is.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  static Timed time(Way way, int items) throws Exception {
    var squares = new long[items];
    fastest(way, squares, 1, WARM_UP);
    return new Timed(squares, fastest(way, squares, LEAST_RUNS, COUNTED) / 1e6);
  }

  private static long fastest(Way way, long[] squares, int runs, Duration duration)
      throws Exception {
    long fastest = Long.MAX_VALUE;
    long begin = System.nanoTime();
    for (int run = 0; run < runs || System.nanoTime() - begin < duration.toNanos(); run++) {
      Arrays.fill(squares, NO_SQUARE); // so that no run lives on what the one before did
      long start = System.nanoTime();
      way.square(squares);
      fastest = Math.min(fastest, System.nanoTime() - start);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while timing");
      }
    }
    return fastest;
  }
}
