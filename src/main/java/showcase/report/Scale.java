package showcase.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The time scale of a situation, the same for all editions.
 *
 * @param all the time that the whole width stands for, in nanoseconds
 */
record Scale(long all) {
  private static final int MOST_MARKS = 6;
  private static final double NARROWEST = 0.3; // in percent; what is narrower cannot be seen

  private static final double LAST = 92; // in percent; a label that begins later does not fit

  /** A labelled moment on the axis. */
  record Mark(String x, String text, boolean last) {}

  /** Where a moment is, in percent of the width. */
  String percent(long nanos) {
    return format(at(nanos));
  }

  /** How wide the time from one moment to another is, in percent. */
  String width(long from, long to) {
    return format(Math.max(NARROWEST, at(to) - at(from)));
  }

  private double at(long nanos) {
    return 100.0 * Math.clamp(nanos, 0, all) / Math.max(1, all);
  }

  /** Round moments for the axis. */
  List<Mark> marks() {
    long step = 1;
    for (int i = 0; all / step > MOST_MARKS; i++) {
      step = i % 3 == 1 ? step / 2 * 5 : step * 2; // 1, 2, 5, 10, 20, 50, …
    }
    List<Mark> marks = new ArrayList<>();
    for (long at = 0; at <= all; at += step) {
      marks.add(new Mark(percent(at), at == 0 ? "0" : round(at), at(at) > LAST));
    }
    return marks;
  }

  private static String round(long nanos) {
    double millis = nanos / 1e6;
    String text = String.format(Locale.ROOT, "%.4f", millis).replaceFirst("\\.?0+$", "");
    return text + " ms";
  }

  private static String format(double percent) {
    String text = String.format(Locale.ROOT, "%.1f", percent);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
