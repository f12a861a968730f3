package showcase.recipe.semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class SemaphoreRecipeTest {

  @Test
  void anInterruptInTheMiddleLeavesNothing() throws Exception {
    Interrupted.endsClean(SemaphoreRecipe.RECIPE, Map.of("tasks", "500"));
  }

  @Test
  void claimsCatchASemaphoreThatLetsFourIn() throws Exception {
    Edition broken = (in, transcript) -> share(new Semaphore(4), 4, in, transcript);

    assertTrue(
        Planted.failing(SemaphoreRecipe.RECIPE, broken)
            .contains("never more holders than permits"));
  }

  @Test
  void claimsCatchALockWhereASemaphoreShouldBe() throws Exception {
    Edition broken = (in, transcript) -> share(new Semaphore(1), 1, in, transcript);

    assertTrue(Planted.failing(SemaphoreRecipe.RECIPE, broken).contains("the limit was reached"));
  }

  @Test
  void claimsCatchAPermitThatAnInterruptedTaskGaveBack() throws Exception {
    Edition broken =
        (in, transcript) -> {
          share(new Semaphore(3), 3, in, transcript);
          transcript.say("one task", "fails");
          transcript.say("another task", "is interrupted");
          transcript.say("free", 4);
        };

    assertEquals(
        List.of("a failing task gave its permit back, an interrupted one gave none"),
        Planted.failing(SemaphoreRecipe.RECIPE, broken));
  }

  private static void share(Semaphore permits, int full, Arguments in, Transcript transcript)
      throws InterruptedException {
    var inside = new CountDownLatch(full);
    var threads =
        java.util.stream.IntStream.range(0, in.get(SemaphoreRecipe.TASKS))
            .mapToObj(task ->
                Thread.ofVirtual()
                    .start(() -> {
                      permits.acquireUninterruptibly();
                      transcript.say(task, "acquires");
                      inside.countDown();
                      awaitAll(inside);
                      transcript.say(task, "releases");
                      permits.release();
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
