package showcase.recipe.deadlock;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitForGraphTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void endAll() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void twoThreadsInARing() throws Exception {
    List<VisibleLock> locks = locks(2);
    ring(locks);

    assertEquals(
        List.of("thread A waits for lock 2 held by B", "thread B waits for lock 1 held by A"),
        told(WaitForGraph.awaitRing(locks, PATIENCE)));
  }

  @Test
  void threeThreadsInARingWithAFourthThatWaitsForOneOfThem() throws Exception {
    List<VisibleLock> locks = locks(3);
    ring(locks);
    start("0", new CountDownLatch(0), locks.get(1));
    await().until(() -> locks.get(1).getQueuedThreads().size() == 2);

    assertEquals(
        List.of(
            "thread A waits for lock 2 held by B",
            "thread B waits for lock 3 held by C",
            "thread C waits for lock 1 held by A"),
        told(WaitForGraph.awaitRing(locks, PATIENCE)));
  }

  @Test
  void aThreadThatWaitsIsNoDeadlock() throws Exception {
    List<VisibleLock> locks = locks(1);
    locks.getFirst().lock();
    try {
      start("A", new CountDownLatch(0), locks.getFirst());
      await().until(locks.getFirst()::hasQueuedThreads);

      assertEquals(List.of(), WaitForGraph.of(locks).ring());
    } finally {
      locks.getFirst().unlock();
    }
  }

  @Test
  void aChainIsNoRing() throws Exception {
    List<VisibleLock> locks = locks(3);
    locks.get(2).lock();
    try {
      var held = new CountDownLatch(2);
      start("A", held, locks.get(0), locks.get(1));
      start("B", held, locks.get(1), locks.get(2));
      await().until(() -> locks.get(1).hasQueuedThreads() && locks.get(2).hasQueuedThreads());

      assertEquals(List.of(), WaitForGraph.of(locks).ring());
    } finally {
      locks.get(2).unlock();
    }
  }

  @Test
  void freeLocksHaveNoRingHoweverLongOneLooks() throws Exception {
    assertEquals(List.of(), WaitForGraph.awaitRing(locks(2), Duration.ofMillis(5)));
    assertNull(new VisibleLock("free").getOwner());
  }

  private static List<String> told(List<WaitForGraph.Wait> ring) {
    return ring.stream().map(WaitForGraph.Wait::toString).toList();
  }

  private static List<VisibleLock> locks(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new VisibleLock("lock " + i)).toList();
  }

  private void ring(List<VisibleLock> locks) {
    var held = new CountDownLatch(locks.size());
    for (int i = 0; i < locks.size(); i++) {
      VisibleLock next = locks.get((i + 1) % locks.size());
      start(Character.toString('A' + i), held, locks.get(i), next);
    }
  }

  /** A virtual thread that takes these locks, the second when all hold their first. */
  private void start(String name, CountDownLatch held, VisibleLock... locks) {
    Runnable work =
        () -> {
          int taken = 0;
          try {
            for (VisibleLock lock : locks) {
              lock.lockInterruptibly();
              taken++;
              held.countDown();
              held.await();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            for (int i = 0; i < taken; i++) {
              locks[i].unlock();
            }
          }
        };
    threads.add(Thread.ofVirtual().name(name).start(work));
  }
}
