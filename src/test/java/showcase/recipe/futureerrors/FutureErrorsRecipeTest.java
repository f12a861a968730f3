package showcase.recipe.futureerrors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.recipe.Planted;

class FutureErrorsRecipeTest {

  @Test
  void claimsCatchAWrapperWhereTheOriginalShouldBe() throws Exception {
    Edition broken =
        (in, transcript) -> {
          transcript.say("callback", FutureErrorsRecipe.describe(false));
          transcript.say("caller", FutureErrorsRecipe.describe(true));
          end(transcript, "was cancelled");
        };

    assertEquals(
        List.of("the callback got the original exception as the cause, once"),
        Planted.failing(FutureErrorsRecipe.RECIPE, broken));
  }

  @Test
  void claimsCatchACancelledTaskThatIsReportedAsFailed() throws Exception {
    Edition broken =
        (in, transcript) -> {
          transcript.say("callback", FutureErrorsRecipe.describe(true));
          transcript.say("caller", FutureErrorsRecipe.describe(true));
          end(transcript, "failed");
        };

    assertEquals(
        List.of(
            "only the task that threw is reported as failed",
            "its siblings are reported as cancelled"),
        Planted.failing(FutureErrorsRecipe.RECIPE, broken));
  }

  private static void end(Transcript transcript, String siblings) {
    transcript.say(FutureErrorsRecipe.SPAM, "failed");
    for (int id = 0; id < 2; id++) {
      transcript.say(FutureErrorsRecipe.sibling(id), "is interrupted");
      transcript.say(FutureErrorsRecipe.sibling(id), siblings);
    }
  }
}
