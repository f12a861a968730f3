package showcase.recipe.mutex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class MutexRecipeTest {

  @Test
  void anInterruptInTheMiddleLeavesNothing() throws Exception {
    Interrupted.endsClean(MutexRecipe.RECIPE, Map.of("increments", "1000000"));
  }

  @Test
  void claimsCatchAMutexThatDoesNotLock() throws Exception {
    Edition broken = MutexRecipeTest::countWithoutLock;

    assertTrue(
        Planted.failing(MutexRecipe.RECIPE, broken)
            .containsAll(
                List.of("no update was lost, whichever way they counted", "never two inside")));
  }

  @Test
  void claimsCatchALockThatAFailureLeavesTaken() throws Exception {
    Edition broken =
        (in, transcript) -> {
          for (int task = 0; task < in.get(MutexRecipe.TASKS); task++) {
            transcript.say(task, "enters");
            transcript.say(task, "leaves");
          }
          transcript.say("counted", 100_000);
          transcript.say("lock", "taken for ever");
        };

    assertEquals(
        List.of("the lock is free after a failure inside"),
        Planted.failing(MutexRecipe.RECIPE, broken));
  }

  /** Two at a time are inside, and each adds to what it read before the other wrote. */
  private static void countWithoutLock(Arguments in, Transcript transcript) throws Exception {
    long[] counter = {0};
    var bothInside = new CyclicBarrier(2);
    Runnable task =
        () -> {
          try {
            transcript.say(Thread.currentThread().getName(), "enters");
            long read = counter[0];
            bothInside.await();
            counter[0] = read + 1;
            transcript.say(Thread.currentThread().getName(), "leaves");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    var one = Thread.ofVirtual().name("0").start(task);
    var other = Thread.ofVirtual().name("1").start(task);
    one.join();
    other.join();
    transcript.say("counted", counter[0]);
  }
}
