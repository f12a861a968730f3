package showcase.recipe.futures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class FuturesRecipeTest {
  private static final List<Integer> RISING = List.of(832_040, 1_346_269, 2_178_309);

  @Test
  void claimsCatchResultsInTheOrderOfSubmission() throws Exception {
    Edition broken =
        (in, transcript) -> {
          say(transcript, "callback", RISING);
          say(transcript, "completed", RISING);
        };

    assertEquals(
        List.of("the results were seen in the order of completion, here the last task first"),
        Planted.failing(FuturesRecipe.RECIPE, broken));
  }

  @Test
  void claimsCatchACallbackThatIsCalledTwice() throws Exception {
    Edition broken =
        (in, transcript) -> {
          say(transcript, "callback", RISING);
          transcript.say("callback", 832_040);
          say(transcript, "completed", RISING.reversed());
        };

    assertEquals(
        List.of("every result reached the callback, once"),
        Planted.failing(FuturesRecipe.RECIPE, broken));
  }

  @Test
  void anInterruptEndsTheClassicEdition() throws Exception {
    interrupt("classic");
  }

  @Test
  void anInterruptEndsTheModernEdition() throws Exception {
    interrupt("modern");
  }

  private static void interrupt(String edition) throws Exception {
    Interrupted.when(
        FuturesRecipe.RECIPE,
        edition,
        Map.of("first", "35", "tasks", "8"),
        run -> !run.saidBy("callback").isEmpty());
  }

  private static void say(Transcript transcript, String subject, List<Integer> values) {
    values.forEach(value -> transcript.say(subject, value));
  }
}
