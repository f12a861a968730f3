package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;

/** docs/json.md describes exactly what is printed. */
class JsonTest {
  private static final Recipe<?> SEMAPHORE =
      Catalogue.recipes().stream()
          .filter(recipe -> recipe.name().equals("semaphore"))
          .findFirst()
          .orElseThrow();

  private final List<String> shapes =
      Files.readString(Path.of("docs/json.md")).lines().filter(it -> it.startsWith("{")).toList();

  JsonTest() throws IOException {}

  @Test
  void theShapeOfListIsDocumented() {
    assertEquals(keys(shapes.get(0)), keys(Json.of(SEMAPHORE)));
  }

  @Test
  void theShapeOfRunIsDocumented() throws Exception {
    var runner = new Runner(Duration.ofSeconds(60));
    String run = Json.of(runner.run(SEMAPHORE, "classic", Arguments.defaults(SEMAPHORE)));
    Set<String> documented = keys(shapes.get(1));
    documented.removeIf(key -> key.startsWith("measurements.")); // a semaphore measures nothing
    assertEquals(documented, keys(run));
  }

  private static Set<String> keys(String json) {
    Set<String> keys = new TreeSet<>();
    addKeys("", JsonParser.parseString(json), keys);
    keys.removeIf(key -> key.startsWith("claims.")); // those of the situations
    return keys;
  }

  private static void addKeys(String prefix, JsonElement element, Set<String> keys) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(each -> addKeys(prefix, each, keys));
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      for (String key : new ArrayList<>(object.keySet())) {
        keys.add(prefix + key);
        addKeys(prefix + key + ".", object.get(key), keys);
      }
    }
  }
}
