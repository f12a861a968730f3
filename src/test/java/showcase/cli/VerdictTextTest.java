package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Evidence;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;
import showcase.catalogue.Situation;
import showcase.catalogue.Topic;
import showcase.catalogue.Verdict;

class VerdictTextTest {

  private static Verdict ignored() throws Exception {
    Situation<Callable<String>, ?> ends =
        Situation.<Callable<String>, Object>situation("SIGINT", (edition, stage) -> edition.call())
            .claim("it ends", (in, seen) -> Evidence.notTried("SIGINT is ignored here"));
    var recipe =
        Recipe.<Callable<String>>recipe(1, "test", "Test", "Test", Callable.class)
            .topic(Topic.THREADS)
            .problem("p")
            .python("p")
            .edition("only", () -> () -> "yes")
            .whatChanges("w")
            .keepTheClassicWhen("k")
            .watchOutFor("w")
            .situations(() -> List.of(ends))
            .build();
    return new Runner(Duration.ofSeconds(30)).run(recipe, "only", Arguments.defaults(recipe));
  }

  @Test
  void aClaimThatWasNotTriedDoesNotHold() throws Exception {
    var text = new StringWriter();
    VerdictText.print(ignored(), new PrintWriter(text));
    List<String> claims = text.toString().lines().filter(line -> line.contains("it ends")).toList();
    assertEquals(List.of("    not tried it ends: SIGINT is ignored here"), claims);
  }

  @Test
  void programsAreToldSoToo() throws Exception {
    assertTrue(Json.of(ignored()).contains("\"tried\":false"));
  }
}
