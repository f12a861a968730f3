package showcase.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import showcase.bench.Comparison;

/**
 * How many times as fast the modern edition is as the classic one, with its error bar, on an axis
 * from a tenth to ten times.
 *
 * @param named whether the text needs to say what was timed
 * @param what what was timed
 * @param text the ratio, the range and what they allow to say
 * @param x where the ratio stands on the axis, in percent
 * @param from where the error bar begins
 * @param width how long it is
 */
record Ratio(boolean named, String what, String text, String x, String from, String width) {

  static Ratio of(Comparison pair, boolean named) {
    Map<String, String> parameters = pair.classic().parameters();
    String what =
        parameters.entrySet().stream()
            .map(one -> " %s=%s".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining("", pair.classic().subject(), ""));
    double low = at(pair.low());
    double high = at(pair.high());
    return new Ratio(
        named,
        what,
        text(pair),
        percent(at(pair.ratio())),
        percent(low),
        percent(Math.max(0.4, high - low)));
  }

  /** On a logarithmic axis, where 1 is in the middle. */
  private static double at(double ratio) {
    return Double.isNaN(ratio) ? 50 : Math.clamp(50 + 50 * Math.log10(ratio), 0, 100);
  }

  private static String text(Comparison pair) {
    String ratio = "%s times as fast".formatted(number(pair.ratio()));
    String range = "(%s to %s)".formatted(number(pair.low()), number(pair.high()));
    return switch (pair.verdict()) {
      case MODERN_FASTER -> "modern is faster: %s %s".formatted(ratio, range);
      case CLASSIC_FASTER -> "modern is slower: %s %s".formatted(ratio, range);
      case NO_DIFFERENCE -> "no difference: %s %s".formatted(ratio, range);
      case UNKNOWN -> "%s, without an error bar".formatted(ratio);
    };
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return "no limit";
    }
    return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : value < 10 ? "%.2f" : "%.0f", value);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
