package showcase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.Program.Result;

/** Tests {@code compare} from the packed jar on every JDK that the jar was built for. */
class CompareIT {

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void printsALineForEachEngineAndTheVerdict(Path home) throws Exception {
    Result compare =
        Program.run(
            home,
            "compare",
            "--work",
            "compute",
            "--n",
            "30",
            "--tasks",
            "2",
            "--rounds",
            "1",
            "--json");

    assertEquals(0, compare.code(), compare.out() + compare.err());
    List<JsonObject> lines =
        compare.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    List<JsonObject> engines = lines.stream().filter(line -> line.has("engine")).toList();
    assertEquals(8, engines.size(), compare.out());
    String release = Integer.toString(Program.release(home));
    for (JsonObject engine : engines) {
      assertEquals("ok", engine.get("status").getAsString(), engine::toString);
      assertEquals(release, engine.get("java").getAsString().split("[.-]")[0]);
      assertFalse(engine.getAsJsonArray("figures").isEmpty(), engine::toString);
    }
    assertEquals("start", lines.get(8).get("work").getAsString());
    assertFalse(lines.getLast().getAsJsonArray("verdict").isEmpty(), compare.out());
  }
}
