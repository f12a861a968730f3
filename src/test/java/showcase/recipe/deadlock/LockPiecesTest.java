package showcase.recipe.deadlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The small classes that the editions of this recipe are made of. */
class LockPiecesTest {
  private final VisibleLock lock1 = new VisibleLock("lock1");
  private final VisibleLock lock2 = new VisibleLock("lock2");

  @Test
  void aVisibleLockTellsItsOwnerAndItsWaiters() throws Exception {
    assertNull(lock1.getOwner());
    lock1.lock();
    Thread waiter = Thread.ofVirtual().start(() -> lockBriefly(lock1));
    Awaitility.await().until(() -> lock1.getQueuedThreads().contains(waiter));
    assertSame(Thread.currentThread(), lock1.getOwner());
    lock1.unlock();
    waiter.join();
    assertEquals(List.of(), List.copyOf(lock1.getQueuedThreads()));
  }

  @Test
  void aThreadThatOnlyWaitsIsNoDeadlock() throws Exception {
    lock1.lock();
    lock2.lock();
    Thread waiter = new Thread(() -> lockBriefly(lock1));
    waiter.start();
    Awaitility.await().until(() -> lock1.hasQueuedThread(waiter));
    assertEquals(List.of(), LockWatch.deadlock(lock1, lock2));
    assertEquals(List.of(), JvmWatch.deadlock(lock1, lock2));
    lock2.unlock();
    lock1.unlock();
    waiter.join();
  }

  @Test
  void endWaitsForAllThreadsAndKeepsAnInterruptOfTheCaller() throws Exception {
    var started = new CountDownLatch(1);
    Thread slow =
        Threads.named(
            "slow",
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                TimeUnit.MILLISECONDS.sleep(50);
              }
            });
    slow.start();
    started.await();
    Thread.currentThread().interrupt();
    Threads.end(slow, Threads.named("never started", () -> {}));
    assertTrue(Thread.interrupted());
    assertFalse(slow.isAlive());
  }

  @Test
  void backOffGivesBothLocksBackAfterAFailureAndAfterAnInterrupt() {
    Runnable fails =
        () -> {
          throw new IllegalStateException("failed with both");
        };
    assertThrows(IllegalStateException.class, () -> BackOff.takeBoth(lock1, lock2, work(fails)));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> BackOff.takeBoth(lock1, lock2, work(() -> {})));
    assertFalse(lock1.isLocked() || lock2.isLocked());
  }

  private static TwoLocks.Work work(Runnable withBoth) {
    return new TwoLocks.Work() {
      @Override
      public void holdsOne() {}

      @Override
      public void holdsBoth() {
        withBoth.run();
      }

      @Override
      public void deadlock(List<TwoLocks.Wait> waits) {}
    };
  }

  private static void lockBriefly(VisibleLock lock) {
    lock.lock();
    lock.unlock();
  }
}
