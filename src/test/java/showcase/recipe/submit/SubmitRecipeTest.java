package showcase.recipe.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Edition;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class SubmitRecipeTest {
  private static final String RIGHT = "the results are right, and in the order of the tasks";

  private static List<String> failing(long... said) throws Exception {
    Edition broken =
        (in, transcript) -> {
          for (long result : said) {
            transcript.say(result);
          }
        };
    return Planted.failing(SubmitRecipe.RECIPE, Map.of("first", "10"), broken);
  }

  @Test
  void claimsHoldForTheRightResults() throws Exception {
    assertEquals(List.of(), failing(55, 89, 144));
  }

  @Test
  void claimsCatchResultsInTheOrderOfCompletion() throws Exception {
    assertEquals(List.of(RIGHT), failing(144, 55, 89));
  }

  @Test
  void claimsCatchAWrongResult() throws Exception {
    assertEquals(List.of(RIGHT), failing(55, 88, 144));
  }

  @Test
  void claimsCatchATaskWithoutResult() throws Exception {
    assertEquals(List.of("every task gave its result", RIGHT), failing(55, 89));
  }

  @Test
  void anInterruptInTheMiddleLeavesNothing() throws Exception {
    Interrupted.endsClean(SubmitRecipe.RECIPE, Map.of("first", "35", "tasks", "8"));
  }
}
