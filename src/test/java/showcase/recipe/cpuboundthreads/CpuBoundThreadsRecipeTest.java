package showcase.recipe.cpuboundthreads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class CpuBoundThreadsRecipeTest {
  private static final Map<String, String> SMALL = Map.of("n", "20", "tasks", "3");

  @Test
  void theExpectedValueIsNotComputedByWhatItChecks() throws Exception {
    Edition offByOne = (in, transcript) -> compute(19, false, in, transcript);

    assertEquals(
        List.of("every result is right, whichever way it was computed"),
        Planted.failing(CpuBoundThreadsRecipe.RECIPE, SMALL, offByOne));
  }

  /** The beginner's slip: run() calls the task where start() makes a thread. */
  @Test
  void claimsCatchRunWhereStartWasMeant() throws Exception {
    Edition broken = (in, transcript) -> compute(20, true, in, transcript);

    assertEquals(
        List.of("in sequence is one thread, and every other task had a thread of its own"),
        Planted.failing(CpuBoundThreadsRecipe.RECIPE, SMALL, broken));
  }

  @Test
  void claimsCatchATaskThatWasDropped() throws Exception {
    Edition broken = (in, transcript) -> transcript.say("thread 1", "computed 6765");

    assertEquals(
        List.of(
            "every task was computed once in sequence and once on a thread, in each round",
            "in sequence is one thread, and every other task had a thread of its own"),
        Planted.failing(CpuBoundThreadsRecipe.RECIPE, SMALL, broken));
  }

  @Test
  void anInterruptStopsTheComputing() throws Exception {
    Interrupted.endsClean(CpuBoundThreadsRecipe.RECIPE, Map.of("n", "37", "tasks", "3"));
  }

  private static void compute(int n, boolean run, Arguments in, Transcript transcript)
      throws InterruptedException {
    for (int i = 0; i < CpuBoundThreadsRecipe.ROUNDS * in.get(CpuBoundThreadsRecipe.TASKS); i++) {
      say(n, transcript);
      var thread = new Thread(() -> say(n, transcript));
      if (run) {
        thread.run();
      } else {
        thread.start();
        thread.join();
      }
    }
  }

  private static void say(int n, Transcript transcript) {
    String thread = "thread " + Thread.currentThread().threadId();
    transcript.say(thread, "computed " + Fib.of(n));
  }
}
