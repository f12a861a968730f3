package showcase.recipe.mutex;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * Virtual threads count under the same lock, and in two ways that need none:
 * an adder, and each for itself.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run mutex --edition modern}
 *
 * <p>Prefer confinement: what only one thread can see needs no lock, and the
 * scope's join makes the results visible. Prefer a {@code LongAdder} for a number
 * that many threads add to and few read.
 */
final class MutexModern implements Edition {
  private final ReentrantLock lock = new ReentrantLock();
  private final LongAdder adder = new LongAdder();
  private long countedInLock; // guarded by lock

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    List<Subtask<Long>> confined = new ArrayList<>();
    try (var scope = StructuredTaskScope.open()) {
      for (int id = 0; id < in.get(MutexRecipe.TASKS); id++) {
        int task = id;
        int times = in.get(MutexRecipe.INCREMENTS);
        confined.add(scope.fork(() -> count(task, times, transcript)));
      }
      scope.join();
    }

    // Every fork has been joined, so all that they wrote happens-before these reads.
    transcript.say("counted", countedInLock);
    transcript.say("counted", adder.sum());
    transcript.say("counted", confined.stream().mapToLong(Subtask::get).sum());

    // finally gives the lock back even when the section fails.
    try (var scope = StructuredTaskScope.open()) {
      scope.fork(this::failInside);
      scope.join();
    } catch (StructuredTaskScope.FailedException e) {
      transcript.say("one task", "fails");
    }
    transcript.say("lock", lock.isLocked() ? "taken for ever" : "free");
  }

  private long count(int task, int n, Transcript transcript) throws InterruptedException {
    long own = 0;
    for (int i = 0; i < n; i++) {
      // A virtual thread that waits here leaves its carrier to others, and an interrupt
      // from the scope ends its wait.
      lock.lockInterruptibly();
      try {
        if (i == 0) { // seen once: between these two lines nobody else is inside
          transcript.say(task, "enters");
          transcript.say(task, "leaves");
        }
        countedInLock++;
      } finally {
        lock.unlock();
      }

      // No lock: the adder spreads contended additions over several cells.
      adder.increment();

      // Nothing shared at all: a local variable, handed back as the fork's result.
      own++;
    }
    return own;
  }

  private void failInside() {
    lock.lock();
    try {
      throw new IllegalStateException("failed inside the critical section");
    } finally {
      lock.unlock();
    }
  }
}
