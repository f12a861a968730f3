package showcase.recipe.createthread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Edition;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class CreateThreadRecipeTest {

  /** Says what the recipe's editions say, for this many workers under these names. */
  private static Edition saying(int started, List<String> names) {
    return (in, transcript) -> {
      names.forEach(name -> transcript.say(name, "runs"));
      transcript.say("started", started);
      transcript.say("all", "ended");
    };
  }

  private static List<String> failing(Edition broken) throws Exception {
    return Planted.failing(CreateThreadRecipe.RECIPE, Map.of("threads", "2"), broken);
  }

  @Test
  void claimsCatchAThreadThatWasRunAndNotStarted() throws Exception {
    Edition broken =
        (in, transcript) -> {
          for (int id = 0; id < 2; id++) {
            new Thread(
                    () -> transcript.say(Thread.currentThread().getName(), "runs"), "worker-" + id)
                .run(); // in the caller's own thread, under its name
          }
          transcript.say("started", 2);
          transcript.say("all", "ended");
        };
    assertEquals(List.of("each worker ran once, under its own name"), failing(broken));
  }

  @Test
  void claimsCatchAWorkerThatIsMissing() throws Exception {
    assertEquals(
        List.of("all were started, or the edition said where it stopped"),
        failing(saying(1, List.of("worker-0"))));
  }

  @Test
  void claimsCatchAWorkerThatRunsTwice() throws Exception {
    assertEquals(
        List.of("each worker ran once, under its own name"),
        failing(saying(2, List.of("worker-0", "worker-1", "worker-1"))));
  }

  @Test
  void claimsCatchAnEditionThatDoesNotWait() throws Exception {
    Edition broken =
        (in, transcript) -> {
          transcript.say("started", 2);
          transcript.say("all", "ended");
          transcript.say("worker-0", "runs");
          transcript.say("worker-1", "runs");
        };
    assertEquals(List.of("each had ended when the edition returned"), failing(broken));
  }

  @Test
  void anInterruptInTheMiddleLeavesNothing() throws Exception {
    Interrupted.endsClean(CreateThreadRecipe.RECIPE, Map.of("threads", "200"));
  }
}
