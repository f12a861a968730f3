package showcase.recipe.deadlock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * The locks show the deadlock of virtual threads, and the scope's deadline ends it.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run deadlock --edition modern}
 *
 * <p>Prefer one order for all locks where it is known: trying and backing off costs time.
 */
final class DeadlockModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    List<VisibleLock> locks = DeadlockRecipe.locks(in).map(VisibleLock::new).toList();

    // The deadline ends the deadlock, seen or not. One that came too soon is doubled.
    var deadline = Duration.ofMillis(in.get(DeadlockRecipe.DEADLINE));
    while (!sawDeadlock(locks, deadline, transcript)) {
      deadline = deadline.multipliedBy(2);
    }

    // Mended: who does not get the second lock lets go of the first, so no ring lasts.
    int[] taken = new int[locks.size()]; // each element guarded by the lock of its number
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      IntStream.range(0, locks.size())
          .forEach(i -> scope.fork(() -> takeOrBackOff(i, locks, taken, in, transcript)));
      scope.join().throwIfFailed(IllegalStateException::new);
    }
    DeadlockRecipe.sayTaken(taken, transcript);
  }

  /** Each takes the lock of its own number, and then wants the next: a ring, if seen. */
  private static boolean sawDeadlock(
      List<VisibleLock> locks, Duration deadline, Transcript transcript)
      throws InterruptedException {
    var allHoldOne = new CyclicBarrier(locks.size());
    List<WaitForGraph.Wait> ring = List.of();
    try (var scope = new StructuredTaskScope<Void>()) {
      IntStream.range(0, locks.size())
          .forEach(i -> scope.fork(() -> takeInRing(i, locks, allHoldOne, transcript)));
      ring = WaitForGraph.awaitRing(locks, deadline);
      ring.forEach(transcript::say);
      List<Thread> stuck = ring.stream().map(WaitForGraph.Wait::waiter).toList();
      int seen = DeadlockBean.among(stuck).size();
      transcript.say("ThreadMXBean", "sees " + seen + " of them");
      scope.joinUntil(Instant.now().plus(deadline));
    } catch (TimeoutException e) {
      transcript.say("deadline", "has passed"); // and has interrupted every fork
    }
    return !ring.isEmpty();
  }

  private static Void takeInRing(
      int i, List<VisibleLock> locks, CyclicBarrier allHoldOne, Transcript transcript)
      throws InterruptedException, BrokenBarrierException {
    Thread.currentThread().setName(DeadlockRecipe.name(i));
    VisibleLock own = locks.get(i);
    VisibleLock next = locks.get((i + 1) % locks.size());
    own.lockInterruptibly();
    try {
      transcript.say(DeadlockRecipe.thread(i), "holds " + own.name());
      allHoldOne.await(); // nobody's next lock is free now: the deadlock is certain
      next.lockInterruptibly(); // lock() would be deaf, and the scope wait for ever
      next.unlock();
      return null;
    } finally {
      transcript.say(DeadlockRecipe.thread(i), "lets go");
      own.unlock();
    }
  }

  private static Void takeOrBackOff(
      int i, List<VisibleLock> locks, int[] taken, Arguments in, Transcript transcript)
      throws InterruptedException {
    VisibleLock next = locks.get((i + 1) % locks.size());
    for (int round = 0; round < in.get(DeadlockRecipe.ROUNDS); round++) {
      BackOff.withBoth(locks.get(i), next, () -> DeadlockRecipe.count(taken, i));
    }
    transcript.say(DeadlockRecipe.thread(i), DeadlockRecipe.done(in));
    return null;
  }
}
