package showcase.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import showcase.report.Compared.Figure;
import showcase.report.Compared.Measured;

/**
 * Medians with their ranges on a logarithmic axis, a row for each.
 *
 * @param work the kind of work, which names the chart in the page
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
  private static final String SHORT_REQUESTS = "-hogs-";

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
          "The fib server: latency of short requests beside 0, 1, 2 and 4 long ones");

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

  static Chart of(Compared compared) {
    List<List<Row>> rows = compared.engines().stream().map(one -> rows(compared, one)).toList();
    var axis = Axis.of(rows.stream().flatMap(List::stream).map(Row::figure));
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String engine = compared.engines().get(i).engine();
      groups.add(
          new Group(engine, rows.get(i).stream().map(row -> bar(row, engine, axis)).toList()));
    }
    String unit =
        rows.stream().flatMap(List::stream).map(row -> row.figure().unit()).findFirst().orElse("");
    return new Chart(
        compared.work(),
        TITLES.getOrDefault(compared.work(), compared.work()),
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

  private static List<Row> rows(Compared compared, Measured engine) {
    List<Row> rows = new ArrayList<>();
    for (Figure figure : engine.figures()) {
      String name = figure.name();
      if (compared.work().equals(SERVER)) {
        int hogs = name.indexOf(SHORT_REQUESTS);
        if (hogs > 0) {
          String beside = name.substring(hogs + SHORT_REQUESTS.length());
          rows.add(new Row("%s, %s long".formatted(name.substring(0, hogs), beside), figure));
        }
      } else if (name.equals(SHOWN.getOrDefault(compared.work(), name))) {
        rows.add(new Row(SHOWN.containsKey(compared.work()) ? "" : name, figure));
      }
    }
    return rows;
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
