package showcase.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import showcase.bench.Machine;
import showcase.catalogue.Claim;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Passage;
import showcase.fib.Load;
import showcase.fib.LoadResult;

/** The documented JSON shapes: one object per line. */
final class Json {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private Json() {}

  /** A recipe, as {@code list --json} prints it. */
  static String of(Recipe<?> recipe) {
    var object = new JsonObject();
    object.addProperty("number", recipe.number());
    object.addProperty("name", recipe.name());
    object.addProperty("title", recipe.title());
    object.addProperty("heading", recipe.heading());
    object.addProperty("problem", recipe.problem());
    object.addProperty("python", recipe.python());
    object.add("parameters", GSON.toJsonTree(recipe.parameters().stream().map(Json::of).toList()));
    object.add(
        "editions", array(recipe.editions().stream().<String>map(NamedEdition::name).toList()));
    return GSON.toJson(object);
  }

  private static JsonObject of(Parameter parameter) {
    var object = new JsonObject();
    object.addProperty("name", parameter.name());
    object.addProperty("default", parameter.defaultValue());
    object.addProperty("least", parameter.least());
    object.addProperty("most", parameter.most());
    object.addProperty("meaning", parameter.meaning());
    return object;
  }

  /** A verdict, as {@code run --json} prints it. */
  static String of(Verdict verdict) {
    var object = new JsonObject();
    object.addProperty("recipe", verdict.recipe().name());
    object.addProperty("edition", verdict.edition());
    object.addProperty("java", Integer.toString(Runtime.version().feature()));
    switch (verdict.outcome()) {
      case Verdict.Unsupported(String needs) -> {
        object.addProperty("status", "unsupported");
        object.addProperty("needs", needs);
      }
      case Verdict.Ran ran -> add(object, verdict, ran);
    }
    return GSON.toJson(object);
  }

  private static void add(JsonObject object, Verdict verdict, Verdict.Ran ran) {
    object.addProperty("status", verdict.fine() ? "passed" : "failed");
    ran.situations().stream()
        .flatMap(passage -> passage.error().stream())
        .findFirst()
        .ifPresent(error -> object.addProperty("error", error));
    object.addProperty("millis", ran.took().toMillis());

    var parameters = new JsonObject();
    verdict.arguments().values().forEach((p, value) -> parameters.addProperty(p.name(), value));
    object.add("parameters", parameters);

    var situations = new JsonArray();
    ran.situations().forEach(passage -> situations.add(of(passage)));
    object.add("situations", situations);
    object.add("claims", claims(ran.claims()));
    object.add("measurements", GSON.toJsonTree(ran.measurements()));
    object.add("output", array(ran.lines().stream().map(Object::toString).toList()));
    object.add("threads", GSON.toJsonTree(ran.threads()));
    object.add("left", GSON.toJsonTree(ran.left()));
  }

  private static JsonObject of(Passage passage) {
    var object = new JsonObject();
    object.addProperty("name", passage.situation());
    passage.error().ifPresent(error -> object.addProperty("error", error));
    object.addProperty("millis", passage.took().toMillis());
    object.add("claims", claims(passage.claims()));
    object.add("shows", GSON.toJsonTree(passage.shows()));
    object.add("output", array(passage.run().lines().stream().map(Object::toString).toList()));
    object.add("left", GSON.toJsonTree(passage.left()));
    return object;
  }

  private static JsonArray claims(List<Claim.Result> claims) {
    var array = new JsonArray();
    claims.forEach(claim -> array.add(of(claim)));
    return array;
  }

  /** A machine, as {@code bench --save} writes it. */
  static String of(Machine machine) {
    return GSON.toJson(machine);
  }

  private static JsonObject of(Claim.Result claim) {
    var object = new JsonObject();
    object.addProperty("text", claim.text());
    object.addProperty("holds", claim.evidence().holds());
    object.addProperty("tried", claim.evidence().tried());
    object.addProperty("evidence", claim.evidence().saw());
    return object;
  }

  /** A measurement of a fib server, as {@code load --json} prints it. */
  static String of(Load load, LoadResult result) {
    var object = new JsonObject();
    object.addProperty("connections", result.connected());
    object.addProperty("served", result.served());
    object.addProperty("active", load.active());
    object.addProperty("n", load.n());
    object.addProperty("hogs", load.hogs());
    object.addProperty("hogN", load.hogN());
    object.addProperty("rate", load.rate());
    object.addProperty("seconds", result.seconds());
    object.addProperty("answers", result.answers());
    object.addProperty("perSecond", result.perSecond());
    object.addProperty("hogAnswers", result.hogAnswers());
    object.addProperty("wrong", result.wrong());
    object.addProperty("failed", result.failed());
    var latency = new JsonObject();
    latency.addProperty("p50", result.micros(50));
    latency.addProperty("p90", result.micros(90));
    latency.addProperty("p99", result.micros(99));
    latency.addProperty("p999", result.micros(99.9));
    latency.addProperty("max", result.micros(100));
    object.add("latencyMicros", latency);
    if (result.firstWrong() != null) {
      object.addProperty("firstWrong", result.firstWrong());
    }
    return GSON.toJson(object);
  }

  private static JsonArray array(List<String> strings) {
    var array = new JsonArray();
    strings.forEach(array::add);
    return array;
  }
}
