package showcase.recipe.processmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Transcript;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessMapRecipeTest {

  static List<NamedEdition> editions() {
    return ProcessMapRecipe.RECIPE.editions();
  }

  @ParameterizedTest
  @MethodSource("editions")
  void aPowerOfAHundredIsExact(NamedEdition edition) throws Exception {
    var in =
        Arguments.of(
            ProcessMapRecipe.RECIPE,
            Map.of("first", "10", "items", "1", "large", "100"),
            List.of());
    var transcript = new Transcript();
    edition.maker().get().run(in, transcript);

    var results = transcript.soFar().saidBy("result");
    assertEquals("10000000000", results.getFirst());
    assertTrue(results.getLast().startsWith("1000000000"), results::toString);
    assertEquals(List.of("has 201 digits"), transcript.soFar().saidBy("the large result"));
  }

  @Test
  void anInterruptInTheMiddleLeavesNothing() throws Exception {
    Interrupted.endsClean(ProcessMapRecipe.RECIPE, Map.of());
  }

  /** As Python's version does. The answer is larger than the pipe, so the process never ends. */
  @Test
  void claimsCatchAJoinBeforeTheRead() throws Exception {
    Edition broken =
        (in, transcript) -> {
          String task = "power " + in.get(ProcessMapRecipe.LARGE) + "\n";
          Process process = new ProcessBuilder(ProcessMapRecipe.COMMAND.words()).start();
          try {
            process.getOutputStream().write(task.getBytes());
            process.getOutputStream().close();
            if (process.waitFor(3, TimeUnit.SECONDS)) {
              transcript.say("the large result", "has 86021 digits");
            }
          } finally {
            process.destroyForcibly().waitFor();
          }
        };

    assertTrue(
        Planted.failing(ProcessMapRecipe.RECIPE, broken)
            .contains("an answer larger than a pipe arrives whole"));
  }

  @Test
  void claimsCatchAnotherOrderAndAnErrorWithoutItsItem() throws Exception {
    Edition broken =
        (in, transcript) -> {
          List<Integer> items = ProcessMapRecipe.items(in).reversed();
          items.forEach(x -> transcript.say(x, "has a process"));
          var results = items.stream().map(x -> BigInteger.valueOf(x).pow(x)).toList();
          ProcessMapRecipe.say(items, results, transcript);
          transcript.say("map", "fails: a process died");
        };

    assertEquals(
        List.of(
            "the results are exact, and in the order of the items",
            "an answer larger than a pipe arrives whole",
            "a process that crashes is an error that names its item and its exit code"),
        Planted.failing(ProcessMapRecipe.RECIPE, broken));
  }
}
