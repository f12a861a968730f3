package showcase.report;

import java.util.Locale;

/** Times in words, with as many digits as are meaningful. */
final class Times {
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  private Times() {}

  /** Such as {@code 0.35 ms}, {@code 3.5 ms}, {@code 35 ms} or {@code 3.5 s}. */
  static String of(long nanos) {
    if (nanos >= SECOND) {
      return format("%.1f s", nanos / SECOND);
    }
    double millis = nanos / MILLI;
    return format(millis < 1 ? "%.2f ms" : millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
