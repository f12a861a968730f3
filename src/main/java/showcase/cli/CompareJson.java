package showcase.cli;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import showcase.engine.Measure;
import showcase.engine.Result;
import showcase.engine.Spread;

/**
 * The JSON of {@code compare}: one object for each engine and kind of work, one per line, and after
 * each kind its verdict.
 *
 * <pre>
 * {"work":"compute","engine":"virtual","java":"25.0.3","processors":2,"status":"ok","note":"",
 *  "rounds":3,"parameters":{"tasks":8,"n":38},
 *  "figures":[{"name":"wall","unit":"ms","median":281.2,"least":279.9,"most":290.1}]}
 * {"work":"compute","verdict":["…"]}
 * </pre>
 *
 * <p>{@code status} is {@code ok} or {@code failed}, and then {@code note} says why; the names and
 * units are those of {@link Measure}.
 */
final class CompareJson {
  private static final Gson GSON = new Gson();

  private CompareJson() {}

  /** One engine's line. */
  static String of(Result result, int rounds, int processors) {
    var object = new JsonObject();
    object.addProperty("work", result.work().label());
    object.addProperty("engine", result.engine().label());
    object.addProperty("java", System.getProperty("java.version"));
    object.addProperty("processors", processors);
    object.addProperty("status", result.failed() ? "failed" : "ok");
    object.addProperty("note", result.note());
    object.addProperty("rounds", rounds);
    object.add("parameters", GSON.toJsonTree(result.parameters()));
    var figures = new JsonArray();
    for (Map.Entry<Measure, Spread> entry : result.figures().entrySet()) {
      var figure = new JsonObject();
      figure.addProperty("name", entry.getKey().label());
      figure.addProperty("unit", entry.getKey().unit());
      figure.addProperty("median", entry.getValue().median());
      figure.addProperty("least", entry.getValue().least());
      figure.addProperty("most", entry.getValue().most());
      figures.add(figure);
    }
    object.add("figures", figures);
    return GSON.toJson(object);
  }

  /** The verdict's line. */
  static String of(String work, List<String> verdict) {
    var object = new JsonObject();
    object.addProperty("work", work);
    object.add("verdict", GSON.toJsonTree(verdict));
    return GSON.toJson(object);
  }
}
