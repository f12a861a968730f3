package showcase.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints the figures of a run as a table in 80 columns, with one line for each pair. */
public final class BenchTable {
  private static final String ROW = "%-19s %-16s %-16s %s";

  private static final List<String> TIMES = List.of("ns", "µs", "ms", "s");
  private static final List<String> RATES = List.of("/s", "k/s", "M/s", "G/s");

  private BenchTable() {}

  /**
   * Returns the lines of the table.
   *
   * @param timings the figures, in the order in which the table shows them
   * @param recipes the subjects that are recipes; the table shows these first
   */
  public static List<String> lines(List<Timing> timings, Set<String> recipes) {
    List<Timing> whole = timings.stream().filter(t -> recipes.contains(t.subject())).toList();
    List<Timing> blocks = timings.stream().filter(t -> !recipes.contains(t.subject())).toList();
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("", "classic", "modern", "modern is x times as fast"));
    addSection("recipes: one call of each edition, with its threads", whole, lines);
    addSection("building blocks", blocks, lines);
    lines.add("");
    lines.add("In brackets: the range that the error bars allow (? means no limit). An error");
    lines.add("bar covers JMH's 99.9 % interval and the mean of every fork. No difference means");
    lines.add("that the two error bars overlap.");
    if (timings.stream().anyMatch(timing -> timing.forks() < 2)) {
      lines.add("Each figure comes from a single JVM. A difference may come from that JVM, not");
      lines.add("from the code, so these are hints, not results. Omit --quick, or pass -f 3.");
    }
    return lines;
  }

  private static void addSection(String title, List<Timing> timings, List<String> lines) {
    if (timings.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(title);
    List<Comparison> pairs = Comparison.pairs(timings);
    String above = "";
    for (Comparison pair : pairs) {
      above = addSubject(pair.classic(), above, lines);
      lines.add(
          ROW.formatted(
              name(pair.classic()), score(pair.classic()), score(pair.modern()), verdict(pair)));
    }
    for (Timing timing : timings) {
      if (pairs.stream().noneMatch(p -> p.classic() == timing || p.modern() == timing)) {
        above = addSubject(timing, above, lines);
        lines.add("  %-33s %s".formatted(timing.way() + inWords(timing), score(timing)));
      }
    }
  }

  /** Adds a line with the subject's name if the lines below it name parameters or ways instead. */
  private static String addSubject(Timing timing, String above, List<String> lines) {
    boolean paired = timing.way().equals("classic") || timing.way().equals("modern");
    if (!timing.subject().equals(above) && !(paired && timing.parameters().isEmpty())) {
      lines.add(timing.subject());
    }
    return timing.subject();
  }

  private static String name(Timing timing) {
    return timing.parameters().isEmpty() ? timing.subject() : " " + inWords(timing);
  }

  private static String inWords(Timing timing) {
    return timing.parameters().entrySet().stream()
        .map(BenchTable::inWords)
        .collect(Collectors.joining());
  }

  private static String inWords(Map.Entry<String, String> parameter) {
    return " " + parameter.getKey() + "=" + parameter.getValue();
  }

  private static String verdict(Comparison pair) {
    String range = "(%s-%s)".formatted(ratio(pair.low()), ratio(pair.high()));
    return switch (pair.verdict()) {
      case MODERN_FASTER -> "%s %s faster".formatted(ratio(pair.ratio()), range);
      case CLASSIC_FASTER -> "%s %s slower".formatted(ratio(pair.ratio()), range);
      case NO_DIFFERENCE -> "no difference " + range;
      case UNKNOWN -> "%s, no error bars".formatted(ratio(pair.ratio()));
    };
  }

  private static String ratio(double value) {
    if (Double.isInfinite(value)) {
      return "?"; // an error bar reaches down to zero
    }
    return format(value < 0.1 ? "%.3f" : decimals(value), value);
  }

  /** Formats a score, such as {@code 1.23 ± 0.04 ms}: three digits of the larger number. */
  private static String score(Timing timing) {
    List<String> units = timing.lessIsBetter() ? TIMES : RATES;
    double scale = 1;
    int unit = 0;
    while (timing.score() / scale >= 1000 && unit < units.size() - 1) {
      scale *= 1000;
      unit++;
    }
    double score = timing.score() / scale;
    double error = timing.error() / scale;
    if (!timing.hasError()) {
      return format(decimals(score) + " %s", score, units.get(unit));
    }
    String number = decimals(Math.max(score, error));
    return format(number + " ± " + number + " %s", score, error, units.get(unit));
  }

  private static String decimals(double value) {
    return value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
