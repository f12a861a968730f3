package showcase.recipe.deadlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class DeadlockRecipeTest {

  @Test
  void claimsCatchADeadlockThatWasNotFound() throws Exception {
    Edition broken = (in, transcript) -> tell(in, transcript, List.of(), 200);

    assertEquals(
        List.of("the deadlock was found: who waits for which lock, held by whom"),
        Planted.failing(DeadlockRecipe.RECIPE, broken));
  }

  @Test
  void claimsCatchAFindingWithTheLocksExchanged() throws Exception {
    var wrong =
        List.of("thread A waits for lock 1 held by B", "thread B waits for lock 2 held by A");
    Edition broken = (in, transcript) -> tell(in, transcript, wrong, 200);

    assertEquals(1, Planted.failing(DeadlockRecipe.RECIPE, broken).size());
  }

  @Test
  void claimsCatchLocksThatDoNotLock() throws Exception {
    var right =
        List.of("thread A waits for lock 2 held by B", "thread B waits for lock 1 held by A");
    Edition broken = (in, transcript) -> tell(in, transcript, right, 199);

    assertEquals(
        List.of("and never two held the same lock, so no count was lost"),
        Planted.failing(DeadlockRecipe.RECIPE, broken));
  }

  @Test
  void anInterruptEndsEachEdition() throws Exception {
    Interrupted.endsClean(DeadlockRecipe.RECIPE, Map.of("threads", "26", "rounds", "1000"));
  }

  @Test
  void anInterruptEndsTheModernEditionLongBeforeItsDeadline() throws Exception {
    Interrupted.when(
        DeadlockRecipe.RECIPE,
        "modern",
        Map.of("deadline", "10000"),
        run -> run.lines().stream().anyMatch(line -> line.subject().equals("ThreadMXBean")));
  }

  @Test
  void backOffHoldsBothLocksOrDoesNothing() throws Exception {
    var a = new ReentrantLock();
    var b = new ReentrantLock();
    var done = new AtomicInteger();
    BackOff.withBoth(a, b, () -> done.addAndGet(a.getHoldCount() + b.getHoldCount()));
    assertEquals(2, done.get());

    b.lock();
    var trying = Thread.ofVirtual().start(() -> tryBoth(a, b, done));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(trying::isAlive);
    trying.interrupt();
    trying.join();
    assertEquals(2, done.get());
    assertTrue(a.tryLock());
  }

  @Test
  void lockOrderTakesTheEarlierFirstAndGivesBothBackAfterAFailure() throws Exception {
    var locks = List.of(new ReentrantLock(), new ReentrantLock());
    Runnable failing =
        () -> {
          throw new IllegalStateException("failed inside");
        };

    assertThrows(IllegalStateException.class, () -> LockOrder.withBoth(locks, 1, 0, failing));
    assertTrue(locks.stream().noneMatch(ReentrantLock::isLocked));

    locks.get(0).lock();
    var waiting = Thread.ofVirtual().start(() -> order(locks));
    Awaitility.await().until(() -> locks.get(0).hasQueuedThread(waiting));
    assertTrue(locks.get(1).tryLock()); // the later one was not taken first
    locks.get(1).unlock();
    locks.get(0).unlock();
    waiting.join();
  }

  private static void order(List<ReentrantLock> locks) {
    try {
      LockOrder.withBoth(locks, 1, 0, () -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tryBoth(ReentrantLock a, ReentrantLock b, AtomicInteger done) {
    try {
      BackOff.withBoth(a, b, done::incrementAndGet);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(Arguments in, Transcript transcript, List<String> found, int taken) {
    for (int thread = 0; thread < 2; thread++) {
      transcript.say(DeadlockRecipe.thread(thread), "holds " + DeadlockRecipe.lock(thread));
      transcript.say(DeadlockRecipe.thread(thread), "lets go");
      transcript.say(DeadlockRecipe.thread(thread), DeadlockRecipe.done(in));
    }
    found.forEach(transcript::say);
    DeadlockRecipe.sayTaken(new int[] {taken, 200}, transcript);
  }
}
