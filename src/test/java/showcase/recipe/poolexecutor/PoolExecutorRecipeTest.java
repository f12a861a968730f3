package showcase.recipe.poolexecutor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import showcase.catalogue.Edition;
import showcase.engine.Fib;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoolExecutorRecipeTest {

  @Test
  void anInterruptInTheMiddleLeavesNothing() throws Exception {
    Interrupted.endsClean(PoolExecutorRecipe.RECIPE, Map.of("n", "36"));
  }

  @Test
  void claimsCatchAMapThatGivesNothingBeforeItHasAll() throws Exception {
    Edition broken =
        (in, transcript) -> {
          for (int n = 1; n <= in.get(PoolExecutorRecipe.ITEMS); n++) {
            transcript.say(n, "is computed");
          }
          for (int n = 1; n <= in.get(PoolExecutorRecipe.ITEMS); n++) {
            transcript.say("takes", Fib.of(n));
          }
        };
    assertEquals(
        List.of(
            "the first result is there before the last is computed",
            "threads and processes give the same"),
        Planted.failing(PoolExecutorRecipe.RECIPE, broken));
  }

  /** A stream without an end between submit and get, asked twice. */
  @Test
  void claimsCatchWhatIsComputedAgainAtEachQuestion() throws Exception {
    Edition broken =
        (in, transcript) -> {
          var tasks = new LazyTasks(in, transcript);
          for (int question = 0; question < 2; question++) {
            for (var task : tasks.all()) {
              tasks.take(task.call());
            }
          }
        };
    var failing = Planted.failing(PoolExecutorRecipe.RECIPE, broken);
    assertTrue(failing.contains("nothing is computed twice"), failing::toString);
    assertTrue(failing.contains("the values are right, and in order"), failing::toString);
  }
}
