package showcase.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import showcase.engine.EngineKind;

/**
 * Reads JMH's own JSON.
 *
 * <p>The error bar is wider than JMH's where necessary. JMH treats all iterations as independent
 * samples, but a JVM can be faster or slower than the next one from its start to its end. So the
 * error bar covers both JMH's 99.9 % interval and the mean of every fork.
 */
public final class JmhResults {
  /** The parameters by which the benchmark of whole recipes selects a recipe and an edition. */
  private static final String RECIPE = "recipe";

  private static final String EDITION = "edition";
  private static final String ENGINE = "engine";

  private static final Map<String, Double> NANOS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

  private JmhResults() {}

  /**
   * Returns the figures of a run, in the order of the run.
   *
   * @param json the results in JMH's format {@code json}
   * @throws IllegalArgumentException if a figure has a unit that JMH does not use, or a number that
   *     is too large
   */
  public static List<Timing> parse(String json) {
    List<Timing> timings = new ArrayList<>();
    for (JsonElement result : JsonParser.parseString(json).getAsJsonArray()) {
      timings.add(timing(result.getAsJsonObject()));
    }
    return timings;
  }

  private static Timing timing(JsonObject result) {
    String benchmark = result.get("benchmark").getAsString();
    String[] names = benchmark.split("\\.");
    Map<String, String> parameters = new LinkedHashMap<>();
    if (result.has("params")) {
      result
          .getAsJsonObject("params")
          .asMap()
          .forEach((name, value) -> parameters.put(name, value.getAsString()));
    }
    String recipe = parameters.remove(RECIPE);
    String edition = parameters.remove(EDITION);
    String engine = parameters.remove(ENGINE);
    String subject = recipe != null ? recipe : subject(names[names.length - 2]);
    String way = edition != null ? edition : names[names.length - 1];
    if (engine != null) {
      way = EngineKind.valueOf(engine).label();
    }

    JsonObject metric = result.getAsJsonObject("primaryMetric");
    String unit = metric.get("scoreUnit").getAsString();
    JsonArray confidence = metric.getAsJsonArray("scoreConfidence");
    double low = number(confidence.get(0));
    double high = number(confidence.get(1));
    for (double mean : forkMeans(metric)) {
      low = Math.min(low, mean); // NaN stays NaN
      high = Math.max(high, mean);
    }
    double factor = factor(unit);
    return new Timing(
        subject,
        way,
        parameters,
        number(metric.get("score")) * factor,
        low * factor,
        high * factor,
        !unit.startsWith("ops/"),
        result.get("forks").getAsInt());
  }

  /**
   * Returns the name used on the command line and in the table: {@code HandOverBenchmark} becomes
   * {@code hand-over}.
   */
  public static String subject(String className) {
    String name = className.replaceFirst("Benchmark$", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static List<Double> forkMeans(JsonObject metric) {
    JsonElement raw = metric.get("rawData"); // absent if JMH sampled each call
    if (raw == null) {
      return List.of();
    }
    return StreamSupport.stream(raw.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonArray)
        .filter(iterations -> !iterations.isEmpty())
        .map(iterations ->
            StreamSupport.stream(iterations.spliterator(), false)
                .mapToDouble(JmhResults::number)
                .average()
                .orElseThrow())
        .toList();
  }

  /** Reads a number. JMH writes NaN and the infinities as strings; 1e999 is not one of them. */
  private static double number(JsonElement element) {
    return switch (element.getAsString()) {
      case "NaN" -> Double.NaN;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      case "+INF" -> Double.POSITIVE_INFINITY;
      default -> finite(element.getAsDouble());
    };
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a finite number");
    }
    return value;
  }

  /** Returns the factor from JMH's unit to nanoseconds, or to operations per second. */
  private static double factor(String unit) {
    String time = unit.replaceFirst("^ops/|/op$", "");
    Double nanos = NANOS.get(time);
    if (nanos == null) {
      throw new IllegalArgumentException("not a unit of JMH: " + unit);
    }
    return unit.startsWith("ops/") ? 1e9 / nanos : nanos;
  }
}
