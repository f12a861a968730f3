package showcase.cli;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import showcase.cli.ServerComparison.Served;
import showcase.engine.Measure;
import showcase.engine.Result;
import showcase.engine.Spread;
import showcase.engine.StartCost;

/**
 * The JSON of {@code compare}: one object for each engine and kind of work, one per line, followed
 * by the verdict on each kind of work.
 *
 * <pre>
 * {"work":"compute","engine":"virtual","java":"25.0.3","processors":2,"status":"ok","note":"",
 *  "rounds":3,"parameters":{"tasks":8,"n":38},
 *  "figures":[{"name":"wall","unit":"ms","median":281.2,"least":279.9,"most":290.1}]}
 * {"work":"start","java":"25.0.3",…,"rounds":10,
 *  "figures":[{"name":"empty-program",…},{"name":"worker",…}]}
 * {"work":"compute","verdict":["…"]}
 * {"work":"server","engine":"virtual/process",…,"parameters":{"n":38},
 *  "figures":[{"name":"throughput",…},{"name":"p50-hogs-0",…},…,{"name":"p99-hogs-4",…}]}
 * </pre>
 *
 * <p>{@code status} is {@code ok} or {@code failed}; if it is {@code failed}, {@code note} says
 * why. The names and units are those of {@link Measure}. An engine of {@code server} is an edition
 * and a kind of workers.
 */
final class CompareJson {
  private static final Gson GSON = new Gson();

  private CompareJson() {}

  /** Returns the line of one engine. */
  static String of(Result result, int rounds, int processors) {
    var object = new JsonObject();
    object.addProperty("work", result.work().label());
    object.addProperty("engine", result.engine().label());
    add(object, rounds, processors, result.note(), result.failed());
    object.add("parameters", GSON.toJsonTree(result.parameters()));
    var figures = new JsonArray();
    result
        .figures()
        .forEach((measure, spread) -> figures.add(of(measure.label(), measure.unit(), spread)));
    object.add("figures", figures);
    return GSON.toJson(object);
  }

  /**
   * Returns the line of the fib server in one edition with one kind of workers; latencies are named
   * by hogs.
   */
  static String of(Served served, int hogN, int rounds, int processors) {
    var object = new JsonObject();
    object.addProperty("work", "server");
    object.addProperty("engine", served.server());
    add(object, rounds, processors, served.note(), served.failed());
    object.add("parameters", GSON.toJsonTree(Map.of("n", hogN)));
    var figures = new JsonArray();
    if (!served.failed()) {
      figures.add(of(Measure.THROUGHPUT.label(), "requests/s", served.perSecond()));
      served.p50().forEach((hogs, p50) -> figures.add(of("p50-hogs-" + hogs, "ms", p50)));
      served.p99().forEach((hogs, p99) -> figures.add(of("p99-hogs-" + hogs, "ms", p99)));
    }
    object.add("figures", figures);
    return GSON.toJson(object);
  }

  /** Returns the line of the start of a process, measured the given number of times. */
  static String of(StartCost cost, int times, int processors) {
    var object = new JsonObject();
    object.addProperty("work", "start");
    add(object, times, processors, "", false);
    var figures = new JsonArray();
    figures.add(of("empty-program", "ms", cost.emptyMillis()));
    figures.add(of("worker", "ms", cost.workerMillis()));
    object.add("figures", figures);
    return GSON.toJson(object);
  }

  private static void add(
      JsonObject object, int rounds, int processors, String note, boolean failed) {
    object.addProperty("java", System.getProperty("java.version"));
    object.addProperty("processors", processors);
    object.addProperty("status", failed ? "failed" : "ok");
    object.addProperty("note", note);
    object.addProperty("rounds", rounds);
  }

  private static JsonObject of(String name, String unit, Spread spread) {
    var figure = new JsonObject();
    figure.addProperty("name", name);
    figure.addProperty("unit", unit);
    figure.addProperty("median", spread.median());
    figure.addProperty("least", spread.least());
    figure.addProperty("most", spread.most());
    return figure;
  }

  /** Returns the line of the verdict. */
  static String of(String work, List<String> verdict) {
    var object = new JsonObject();
    object.addProperty("work", work);
    object.add("verdict", GSON.toJsonTree(verdict));
    return GSON.toJson(object);
  }
}
