package showcase.recipe.deadlock;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.recipe.deadlock.DeadlockBean.Stuck;

/**
 * The JVM finds the deadlock, an interrupt ends it, and one lock order prevents it.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run deadlock --edition classic}
 *
 * <p>Prefer the order to any cure, and {@code tryLock} where no order can be known.
 */
final class DeadlockClassic implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int size = in.get(DeadlockRecipe.THREADS);
    List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(size).toList();

    // Each takes the lock of its own number, and then wants the next: a ring.
    var allHoldOne = new CyclicBarrier(size);
    List<Thread> ring = start(size, i -> takeInRing(i, locks, allHoldOne, transcript));
    try {
      for (Stuck stuck : DeadlockBean.await(ring, DeadlockRecipe.PATIENCE)) {
        int lock = stuck.waitsFor(locks);
        String waiter = stuck.waiter().getName();
        transcript.say(DeadlockRecipe.wait(waiter, lock, stuck.holder()));
      }
    } finally {
      // One victim is enough: what it lets go of lets its neighbour go on, and so forth.
      ring.getFirst().interrupt();
      Threads.joinAll(ring);
    }

    // Mended: all take their two locks in the same order, so no ring can close.
    int[] taken = new int[size]; // each element guarded by the lock of its number
    Threads.joinAll(start(size, i -> takeInOrder(i, locks, taken, in, transcript)));
    DeadlockRecipe.sayTaken(taken, transcript);
  }

  private static void takeInRing(
      int i, List<ReentrantLock> locks, CyclicBarrier allHoldOne, Transcript transcript) {
    ReentrantLock own = locks.get(i);
    ReentrantLock next = locks.get((i + 1) % locks.size());
    try {
      own.lockInterruptibly();
      try {
        transcript.say(DeadlockRecipe.thread(i), "holds " + DeadlockRecipe.lock(i));
        allHoldOne.await(); // nobody's next lock is free now: the deadlock is certain
        next.lockInterruptibly(); // lock() would be deaf, and wait for ever
        next.unlock();
      } finally {
        transcript.say(DeadlockRecipe.thread(i), "lets go");
        own.unlock();
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      Thread.currentThread().interrupt(); // the victim; its thread ends here
    }
  }

  private static void takeInOrder(
      int i, List<ReentrantLock> locks, int[] taken, Arguments in,
      Transcript transcript) {
    int next = (i + 1) % locks.size();
    try {
      for (int round = 0; round < in.get(DeadlockRecipe.ROUNDS); round++) {
        LockOrder.withBoth(locks, i, next, () -> DeadlockRecipe.count(taken, i));
      }
      transcript.say(DeadlockRecipe.thread(i), DeadlockRecipe.done(in));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Thread> start(int size, IntConsumer work) {
    List<Thread> threads =
        IntStream.range(0, size)
            .mapToObj(i -> new Thread(() -> work.accept(i), DeadlockRecipe.name(i)))
            .toList();
    threads.forEach(Thread::start);
    return threads;
  }
}
