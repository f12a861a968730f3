package showcase.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import showcase.cli.ServerComparison.Served;
import showcase.engine.EngineKind;
import showcase.engine.Measure;
import showcase.engine.Result;
import showcase.engine.Spread;
import showcase.engine.StartCost;
import showcase.engine.WorkKind;

/**
 * Recorded output of {@code compare --json}, parsed back into results.
 *
 * <p>All kinds of work, with {@code --rounds 3 --tasks 4 --n 34 --waits 2000 --wait-ms 50}, and the
 * server with {@code --long-n 34}; on two processors that other programs also used, with Java
 * 25.0.3.
 *
 * @param lines the recorded lines, except that the Java version is the current one, so that the
 *     program must write the same lines again
 */
record RecordedComparison(List<String> lines) {

  static final int ROUNDS = 3;
  static final int STARTS = 10;
  static final int LONG_N = 34;
  static final int PROCESSORS = 2;

  static RecordedComparison read() throws IOException {
    try (InputStream file =
        RecordedComparison.class.getResourceAsStream("recorded-compare.jsonl")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      String java = "\"java\":\"%s\"".formatted(System.getProperty("java.version"));
      return new RecordedComparison(text.replaceAll("\"java\":\"[^\"]*\"", java).lines().toList());
    }
  }

  private Stream<JsonObject> linesOf(String work) {
    return lines.stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .filter(line -> line.get("work").getAsString().equals(work));
  }

  List<Result> results(WorkKind work) {
    return linesOf(work.label())
        .filter(line -> line.has("engine"))
        .map(line -> result(work, line))
        .toList();
  }

  List<Served> served() {
    return linesOf("server").filter(line -> line.has("engine")).map(this::served).toList();
  }

  StartCost startCost() {
    Map<String, Spread> figures = figures(linesOf("start").findFirst().orElseThrow());
    return new StartCost(figures.get("empty-program"), figures.get("worker"));
  }

  List<String> verdict(String work) {
    JsonObject line = linesOf(work).filter(one -> one.has("verdict")).findFirst().orElseThrow();
    return line.getAsJsonArray("verdict").asList().stream().map(JsonElement::getAsString).toList();
  }

  private static Result result(WorkKind work, JsonObject line) {
    Map<String, Spread> byName = figures(line);
    Map<Measure, Spread> figures = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      if (byName.containsKey(measure.label())) {
        figures.put(measure, byName.get(measure.label()));
      }
    }
    Map<String, Integer> parameters = new LinkedHashMap<>();
    line.getAsJsonObject("parameters")
        .entrySet()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().getAsInt()));
    EngineKind engine =
        Arrays.stream(EngineKind.values())
            .filter(kind -> kind.label().equals(line.get("engine").getAsString()))
            .findFirst()
            .orElseThrow();
    boolean failed = line.get("status").getAsString().equals("failed");
    return new Result(work, engine, parameters, figures, line.get("note").getAsString(), failed);
  }

  private Served served(JsonObject line) {
    Map<String, Spread> figures = figures(line);
    Map<Integer, Spread> p50 = new TreeMap<>();
    Map<Integer, Spread> p99 = new TreeMap<>();
    for (int hogs : ServerComparison.HOGS) {
      p50.put(hogs, figures.get("p50-hogs-" + hogs));
      p99.put(hogs, figures.get("p99-hogs-" + hogs));
    }
    Spread perSecond = figures.get("throughput");
    String note = line.get("note").getAsString();
    return new Served(line.get("engine").getAsString(), perSecond, p50, p99, note);
  }

  private static Map<String, Spread> figures(JsonObject line) {
    Map<String, Spread> figures = new LinkedHashMap<>();
    for (JsonElement element : line.getAsJsonArray("figures")) {
      JsonObject figure = element.getAsJsonObject();
      double median = figure.get("median").getAsDouble();
      double least = figure.get("least").getAsDouble();
      double most = figure.get("most").getAsDouble();
      figures.put(figure.get("name").getAsString(), new Spread(median, least, most));
    }
    return figures;
  }
}
