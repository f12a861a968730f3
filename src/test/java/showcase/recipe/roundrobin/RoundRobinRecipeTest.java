package showcase.recipe.roundrobin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Edition;
import showcase.recipe.Planted;

class RoundRobinRecipeTest {
  private static final String TURNS = "the generators take turns, and each ends when its values do";

  private static List<String> failing(String lines, int computed) throws Exception {
    Edition broken =
        (in, transcript) -> {
          List.of(lines.split(" ")).forEach(transcript::say);
          transcript.say("left", "after %d value".formatted(computed));
        };
    return Planted.failing(RoundRobinRecipe.RECIPE, broken);
  }

  @Test
  void claimsHoldForPythonsOrder() throws Exception {
    assertEquals(List.of(), failing("1 1 1 1 2 2 3 done 5 done", 1));
  }

  @Test
  void claimsCatchOneGeneratorAfterTheOther() throws Exception {
    assertEquals(List.of(TURNS), failing("1 1 2 3 5 done 1 1 2 done", 1));
  }

  @Test
  void claimsCatchAGeneratorThatComputesAhead() throws Exception {
    assertEquals(
        List.of("a generator that is left in the middle has computed no further"),
        failing("1 1 1 1 2 2 3 done 5 done", 2));
  }
}
