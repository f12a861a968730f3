package showcase.recipe.deadlock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.recipe.deadlock.WaitForGraph.Wait;

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
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    int size = in.get(DeadlockRecipe.THREADS);
    Stream<String> names = IntStream.range(0, size).mapToObj(DeadlockRecipe::lock);
    List<VisibleLock> locks = names.map(VisibleLock::new).toList();

    // The deadline ends the deadlock, seen or not. One that came too soon is doubled.
    var deadline = Duration.ofMillis(in.get(DeadlockRecipe.DEADLINE));
    while (!sawDeadlock(locks, deadline, transcript)) {
      deadline = deadline.multipliedBy(2);
    }

    // Mended: who does not get the second lock lets go of the first, so no ring lasts.
    int[] taken = new int[size]; // each element guarded by the lock of its number
    int rounds = in.get(DeadlockRecipe.ROUNDS);
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      for (int i = 0; i < size; i++) {
        int own = i;
        scope.fork(() -> takeOrBackOff(own, locks, taken, rounds, transcript));
      }
      scope.join().throwIfFailed();
    }
    DeadlockRecipe.sayTaken(taken, transcript);
  }

  /**
   * Each takes the lock of its own number, and then wants the next: a ring, if it is
   * seen.
   */
  private static boolean sawDeadlock(
      List<VisibleLock> locks, Duration deadline, Transcript transcript)
      throws InterruptedException {
    var allHoldOne = new CyclicBarrier(locks.size());
    List<Wait> ring = List.of();
    try (var scope = new StructuredTaskScope<Void>()) {
      for (int i = 0; i < locks.size(); i++) {
        int own = i;
        scope.fork(() -> takeInRing(own, locks, allHoldOne, transcript));
      }
      ring = WaitForGraph.awaitRing(locks, deadline);
      ring.forEach(transcript::say);
      List<Thread> stuck = ring.stream().map(Wait::waiter).toList();
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
      int i, List<VisibleLock> locks, int[] taken, int rounds, Transcript transcript)
      throws InterruptedException {
    int next = (i + 1) % locks.size();
    for (int round = 0; round < rounds; round++) {
      Runnable work = () -> DeadlockRecipe.count(taken, i, next);
      BackOff.withBoth(locks.get(i), locks.get(next), work);
    }
    transcript.say(DeadlockRecipe.thread(i), DeadlockRecipe.done(rounds));
    return null;
  }
}
