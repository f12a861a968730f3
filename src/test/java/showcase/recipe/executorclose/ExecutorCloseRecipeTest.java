package showcase.recipe.executorclose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class ExecutorCloseRecipeTest {

  @Test
  void claimsCatchAnExecutorThatIsNotClosed() throws Exception {
    Edition broken = ExecutorCloseRecipeTest::forgetToClose;

    assertEquals(
        List.of(
            "a task that comes after the close is rejected, both times",
            "an interrupted close cancels the task, and still waits for its end"),
        Planted.failing(ExecutorCloseRecipe.RECIPE, broken));
  }

  @Test
  void claimsCatchACloseThatDoesNotWaitForWhatItCancelled() throws Exception {
    Edition broken =
        (in, transcript) -> {
          tell(in, transcript);
          transcript.say("late task", "is rejected");
          transcript.say("late task", "is rejected");
          transcript.say("closer", "was interrupted, and has closed");
          transcript.say("task", "is cancelled");
          transcript.say("workers left", 0);
        };

    assertEquals(
        List.of("an interrupted close cancels the task, and still waits for its end"),
        Planted.failing(ExecutorCloseRecipe.RECIPE, broken));
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
        ExecutorCloseRecipe.RECIPE,
        edition,
        Map.of("tasks", "100", "n", "35"),
        run -> !run.lines().isEmpty());
  }

  private static void forgetToClose(Arguments in, Transcript transcript) throws Exception {
    tell(in, transcript);
    var tasks = new Tasks(transcript);
    var pool = Executors.newFixedThreadPool(1);
    pool.submit(tasks::late).get();
    pool.shutdownNow();
    pool.awaitTermination(1, TimeUnit.MINUTES);
    tasks.sayWorkersLeft();
  }

  private static void tell(Arguments in, Transcript transcript) {
    for (int i = 0; i < 2 * in.get(ExecutorCloseRecipe.TASKS); i++) {
      transcript.say("result", 832_040);
    }
  }
}
