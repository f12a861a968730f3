package showcase.report;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import showcase.report.Compared.Figure;
import showcase.report.Compared.Measured;

/** Reads what {@code compare --json} printed. */
public final class ComparedLines {
  private static final Gson GSON = new Gson();

  private ComparedLines() {}

  /** One line: an engine's figures, or the verdict on a kind of work. */
  private record Line(
      String work,
      String engine,
      JsonObject parameters,
      List<Figure> figures,
      String note,
      List<String> verdict) {}

  /**
   * Returns the kinds of work in the order in which they were compared.
   *
   * @throws IllegalArgumentException if a line is none of {@code compare --json}; its message has
   *     the line's number
   */
  public static List<Compared> parse(String lines) {
    Map<String, List<Measured>> engines = new LinkedHashMap<>();
    Map<String, List<String>> verdicts = new LinkedHashMap<>();
    List<String> all = lines.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).isBlank()) {
        Line line = line(all.get(i), i + 1);
        List<Measured> sameWork = engines.computeIfAbsent(line.work(), key -> new ArrayList<>());
        if (line.verdict() != null) {
          verdicts.put(line.work(), line.verdict());
        } else {
          sameWork.add(measured(line));
        }
      }
    }
    return engines.entrySet().stream()
        .map(one ->
            new Compared(
                one.getKey(), one.getValue(), verdicts.getOrDefault(one.getKey(), List.of())))
        .toList();
  }

  private static Line line(String text, int number) {
    try {
      Line line = GSON.fromJson(text, Line.class);
      boolean complete =
          line != null
              && line.work() != null
              && (line.verdict() != null || isComplete(line.figures()));
      if (complete) {
        return line;
      }
    } catch (JsonParseException e) {
      // reported below
    }
    throw new IllegalArgumentException("line %d is not one of compare --json".formatted(number));
  }

  private static boolean isComplete(List<Figure> figures) {
    return figures != null
        && figures.stream()
            .allMatch(
                one -> one != null && one.name() != null && one.unit() != null && isFinite(one));
  }

  /** JSON has no infinity, but 1e999 is read as one, and no axis has room for it. */
  private static boolean isFinite(Figure figure) {
    return Double.isFinite(figure.median())
        && Double.isFinite(figure.least())
        && Double.isFinite(figure.most());
  }

  private static Measured measured(Line line) {
    String parameters =
        line.parameters() == null
            ? ""
            : line.parameters().entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue().getAsString())
                .collect(Collectors.joining(", "));
    String engine = line.engine() == null ? "" : line.engine();
    String note = line.note() == null ? "" : line.note();
    return new Measured(engine, parameters, line.figures(), note);
  }
}
