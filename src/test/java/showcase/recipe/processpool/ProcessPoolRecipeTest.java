package showcase.recipe.processpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.process.JavaCommand;
import showcase.process.WorkerPool;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessPoolRecipeTest {

  @Test
  void anInterruptInTheMiddleLeavesNothing() throws Exception {
    Interrupted.endsClean(ProcessPoolRecipe.RECIPE, Map.of("n", "30"));
  }

  @Test
  void aVictimIsReplacedAtTheNextCallAndNotBefore() throws Exception {
    try (var workers = new WorkerPool(1, JavaCommand.worker(), System.err::println)) {
      var victim = Victim.stop(workers);
      var before = new Transcript();
      victim.sayReplaced(workers, before);
      assertEquals(List.of("1, with the killed one"), before.soFar().saidBy("workers"));

      victim.kill();
      assertEquals("55", ProcessPoolRecipe.call(workers, "fib 10"));
      var after = new Transcript();
      victim.sayReplaced(workers, after);
      assertEquals(List.of("1, without the killed one"), after.soFar().saidBy("workers"));
    }
  }

  @Test
  void claimsCatchAPoolThatLosesTheKilledWorkerAndItsTask() throws Exception {
    Edition broken =
        (in, transcript) -> {
          for (int i = 0; i < in.get(ProcessPoolRecipe.TASKS) + 1; i++) {
            transcript.say("result", 14930352);
          }
          transcript.say("killed", 4711);
          transcript.say("workers", "1, without the killed one");
        };
    assertEquals(
        List.of(
            "all results are right, also those of the tasks beside and after the kill",
            "the killed worker was replaced"),
        Planted.failing(ProcessPoolRecipe.RECIPE, broken));
  }

  @Test
  void claimsCatchAWorkerThatNobodyKilled() throws Exception {
    Edition broken = (in, transcript) -> transcript.say("workers", "2, with the killed one");
    var failing = Planted.failing(ProcessPoolRecipe.RECIPE, broken);
    assertTrue(failing.contains("a worker was killed"), failing::toString);
    assertTrue(failing.contains("the killed worker was replaced"), failing::toString);
  }
}
