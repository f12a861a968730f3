package showcase.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.DoubleFunction;
import showcase.engine.Measure;
import showcase.engine.Result;

/** Prints the figures of {@code compare} as bars and columns, 80 characters wide. */
final class CompareTable {
  private static final int BAR = 14;

  private CompareTable() {}

  /** Prints the results of one kind of work. */
  static void print(List<Result> results, PrintWriter out) {
    switch (results.getFirst().work()) {
      case COMPUTE -> computing(results, out);
      case WAIT, REQUESTS -> waiting(results, out);
      case MIXED -> mixed(results, out);
    }
  }

  private static void computing(List<Result> results, PrintWriter out) {
    String row = "%-16s %s%7s%12s%6s%6s%7s%5s%6s%n";
    out.printf(row, "", head("wall"), "ms", "range", "x seq", "ideal", "cpu", "MiB", "start");
    double most = most(results, Measure.WALL);
    for (Result result : results) {
      double wall = result.median(Measure.WALL);
      out.printf(
          row,
          result.engine().label(),
          bar(wall, most),
          number(digits(wall), wall),
          range(result, Measure.WALL, CompareTable::digits),
          number("%.2f", result.median(Measure.SPEED_UP)),
          number("%.2f", result.median(Measure.SHARE)),
          number("%.0f", result.median(Measure.CPU)),
          number("%.0f", result.median(Measure.PEAK)),
          number("%.0f", result.median(Measure.START)));
    }
  }

  private static void waiting(List<Result> results, PrintWriter out) {
    String row = "%-16s %s%8s%13s%8s%7s%8s%5s%n";
    out.printf(row, "", head("tasks/s"), "tasks/s", "range", "threads", "heap", "res", "MiB");
    double most = most(results, Measure.THROUGHPUT);
    for (Result result : results) {
      double throughput = result.median(Measure.THROUGHPUT);
      out.printf(
          row,
          result.engine().label(),
          bar(throughput, most),
          number("%.0f", throughput),
          range(result, Measure.THROUGHPUT),
          number("%.0f", result.median(Measure.THREADS)),
          number("%.2f", result.median(Measure.HEAP)),
          number("%.1f", result.median(Measure.RESIDENT)),
          number("%.0f", result.median(Measure.PEAK)));
    }
  }

  private static void mixed(List<Result> results, PrintWriter out) {
    String row = "%-16s %s%9s%10s%13s%9s%8s%n";
    out.printf(row, "", head("p99"), "p50 ms", "p99 ms", "range", "quiet", "served");
    double most = most(results, Measure.P99);
    for (Result result : results) {
      double p99 = result.median(Measure.P99);
      out.printf(
          row,
          result.engine().label(),
          bar(p99, most),
          number("%.2f", result.median(Measure.P50)),
          number("%.1f", p99),
          range(result, Measure.P99),
          number("%.2f", result.median(Measure.QUIET_P50)),
          number("%.2f", result.median(Measure.SERVED)));
    }
  }

  private static double most(List<Result> results, Measure measure) {
    return results.stream()
        .mapToDouble(result -> result.median(measure))
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(1);
  }

  private static String head(String title) {
    return title + " ".repeat(BAR - title.length());
  }

  private static String bar(double value, double most) {
    int length = Double.isNaN(value) ? 0 : (int) Math.round(BAR * value / most);
    return "█".repeat(length) + " ".repeat(BAR - length);
  }

  private static String range(Result result, Measure measure) {
    return range(result, measure, most -> "%.0f");
  }

  private static String range(Result result, Measure measure, DoubleFunction<String> digits) {
    return result
        .figure(measure)
        .map(spread ->
            (digits.apply(spread.most()) + "-" + digits.apply(spread.most()))
                .formatted(spread.least(), spread.most()))
        .orElse("-");
  }

  /** Short tasks take less than a millisecond in all. */
  private static String digits(double value) {
    return value < 1 ? "%.3f" : value < 10 ? "%.1f" : "%.0f";
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : format.formatted(value);
  }
}
