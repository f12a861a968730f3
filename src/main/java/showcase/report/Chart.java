package showcase.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import showcase.report.Compared.Figure;
import showcase.report.Compared.Measured;

/**
 * Medians with their ranges on a logarithmic axis, a row for each.
 *
 * @param work the kind of work, and the server's edition: they name the chart in the page
 * @param title what is measured
 * @param unit its unit
 * @param parameters of the work, in words; may be empty
 * @param groups the rows, in groups that have a label
 * @param marks powers of ten on the axis
 * @param notes limits that engines hit, and why they failed
 * @param verdict what the figures allow to say
 */
record Chart(
    String work,
    String title,
    String unit,
    String parameters,
    List<Group> groups,
    List<Mark> marks,
    List<String> notes,
    List<String> verdict) {
  private static final String SERVER = "server";
  private static final String SHORT_REQUESTS = "p99-hogs-";

  /** What the chart of each kind of work shows: the figure by which its table is sorted, too. */
  private static final Map<String, String> SHOWN =
      Map.of(
          "compute", "wall",
          "wait", "throughput",
          "requests", "throughput",
          "mixed", "p99");

  /** What each kind of work is. */
  private static final Map<String, String> TITLES =
      Map.of(
          "compute",
          "Tasks that only compute: wall-clock time",
          "wait",
          "Tasks that only wait: tasks per second",
          "requests",
          "Tasks that each send a request: tasks per second",
          "mixed",
          "Short tasks beside long ones: the 99th percentile of their latency",
          "start",
          "The start of a process",
          SERVER,
          "The fib server: latency of short requests beside 0, 1, 2 and 4 long ones, 99th"
              + " percentile");

  /** Rows that belong together. */
  record Group(String label, List<Bar> bars) {
    /** Whether its rows need its label: a single row has it itself. */
    boolean several() {
      return bars.size() > 1 && !label.isEmpty();
    }
  }

  /** A median and its range: where they stand in percent, and in words. */
  record Bar(String name, String x, String from, String width, String text) {}

  /** A power of ten on the axis. */
  record Mark(String x, String text) {}

  /** A figure, and the label of its row. */
  private record Row(String label, Figure figure) {}

  /** The axis, from one power of ten to another. */
  private record Axis(int from, int to) {
    static Axis of(Stream<Figure> figures) {
      List<Figure> all = figures.filter(figure -> figure.least() > 0).toList();
      double least = all.stream().mapToDouble(Figure::least).min().orElse(1);
      double most = all.stream().mapToDouble(Figure::most).max().orElse(10);
      int from = (int) Math.floor(Math.log10(least));
      return new Axis(from, Math.max(from + 1, (int) Math.ceil(Math.log10(most))));
    }

    double at(double value) {
      double power = Math.log10(Math.max(value, Double.MIN_NORMAL));
      return 100 * Math.clamp((power - from) / (to - from), 0, 1);
    }

    List<Mark> marks() {
      List<Mark> marks = new ArrayList<>();
      for (int power = from; power <= to; power++) {
        double value = Math.pow(10, power);
        marks.add(new Mark(percent(at(value)), number(value)));
      }
      return marks;
    }
  }

  /** Whether there is a verdict. */
  boolean judged() {
    return !verdict.isEmpty();
  }

  /** The charts of one kind of work: one for each edition of the server, one for other work. */
  static List<Chart> of(Compared compared) {
    Axis axis =
        Axis.of(compared.engines().stream().flatMap(one -> rows(compared, one)).map(Row::figure));
    Map<String, List<Measured>> editions = new LinkedHashMap<>();
    for (Measured engine : compared.engines()) {
      editions.computeIfAbsent(edition(compared, engine), key -> new ArrayList<>()).add(engine);
    }
    if (editions.isEmpty()) {
      editions.put("", List.of()); // the verdict may say why
    }
    List<Chart> charts = new ArrayList<>();
    editions.forEach((edition, engines) -> {
      boolean last = charts.size() == editions.size() - 1;
      List<String> verdict = last ? compared.verdict() : List.of(); // it is about all of them
      charts.add(of(new Compared(compared.work(), engines, verdict), edition, axis));
    });
    return charts;
  }

  /** The server's edition, if this is one; a file of an older version has only the workers. */
  private static String edition(Compared compared, Measured engine) {
    int end = compared.work().equals(SERVER) ? engine.engine().indexOf('/') : -1;
    return end < 0 ? "" : engine.engine().substring(0, end);
  }

  private static Chart of(Compared compared, String edition, Axis axis) {
    List<Group> groups = new ArrayList<>();
    for (Measured one : compared.engines()) {
      String label =
          edition.isEmpty() ? one.engine() : one.engine().substring(edition.length() + 1);
      List<Bar> bars = rows(compared, one).map(row -> bar(row, label, axis)).toList();
      groups.add(new Group(label, bars));
    }
    String title = TITLES.getOrDefault(compared.work(), compared.work());
    String unit =
        compared.engines().stream()
            .flatMap(one -> rows(compared, one))
            .map(row -> row.figure().unit())
            .findFirst()
            .orElse("");
    return new Chart(
        edition.isEmpty() ? compared.work() : compared.work() + "-" + edition,
        edition.isEmpty() ? title : title.replace(":", ", " + edition + ":"),
        unit,
        compared.engines().stream().map(Measured::parameters).findFirst().orElse(""),
        groups,
        axis.marks(),
        compared.engines().stream()
            .filter(one -> !one.note().isEmpty())
            .map(one -> "%s: %s".formatted(one.engine(), one.note()))
            .toList(),
        compared.verdict());
  }

  private static Stream<Row> rows(Compared compared, Measured engine) {
    if (compared.work().equals(SERVER)) {
      return engine.figures().stream()
          .filter(figure -> figure.name().startsWith(SHORT_REQUESTS))
          .map(figure ->
              new Row(figure.name().substring(SHORT_REQUESTS.length()) + " long", figure));
    }
    String shown = SHOWN.get(compared.work());
    return engine.figures().stream()
        .filter(figure -> shown == null || figure.name().equals(shown))
        .map(figure -> new Row(shown == null ? figure.name() : "", figure));
  }

  private static Bar bar(Row row, String engine, Axis axis) {
    Figure figure = row.figure();
    double from = axis.at(figure.least());
    return new Bar(
        row.label().isEmpty() ? engine : row.label(),
        percent(axis.at(figure.median())),
        percent(from),
        percent(Math.max(0.4, axis.at(figure.most()) - from)),
        "%s %s (%s to %s)"
            .formatted(
                number(figure.median()),
                figure.unit(),
                number(figure.least()),
                number(figure.most())));
  }

  private static String number(double value) {
    if (value == 0 || value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : value < 10 ? "%.2f" : "%.1f", value)
        .replaceFirst("\\.?0+$", "");
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
