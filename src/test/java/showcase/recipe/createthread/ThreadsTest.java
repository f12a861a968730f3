package showcase.recipe.createthread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsTest {
  private final List<Thread> started = new CopyOnWriteArrayList<>();
  private final AtomicInteger interrupted = new AtomicInteger();

  @Test
  void returnsWhenAllHaveEnded() throws InterruptedException {
    Threads.runAll(3, n -> started(Thread.ofPlatform().start(() -> {})));
    assertEnded(3);
  }

  @Test
  void aThreadThatCannotBeStartedEndsTheOthers() {
    var refused = new OutOfMemoryError("unable to create native thread");
    assertSame(
        refused,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                Threads.runAll(
                    3,
                    n -> {
                      if (n == 3) {
                        throw refused;
                      }
                      return started(Thread.ofPlatform().start(this::waitForInterrupt));
                    })));
    assertEnded(2);
    assertEquals(2, interrupted.get());
  }

  @Test
  void anInterruptEndsAll() {
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () -> Threads.runAll(3, n -> started(Thread.ofVirtual().start(this::waitForInterrupt))));
    assertEnded(3);
    assertEquals(3, interrupted.get());
  }

  @Test
  void aSecondInterruptIsKeptUntilAllHaveEnded() throws InterruptedException {
    var release = new CountDownLatch(1);
    var kept = new AtomicInteger();
    var caller =
        new Thread(() -> {
          try {
            Threads.runAll(2, n -> started(new Thread(() -> endAfter(release))));
          } catch (InterruptedException e) {
            kept.addAndGet(Thread.interrupted() ? 1 : 0);
          }
        });
    caller.start();
    while (started.size() < 2 || caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    while (interrupted.get() < 2 || caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    release.countDown();
    caller.join();
    assertEnded(2);
    assertEquals(1, kept.get());
  }

  private Thread started(Thread thread) {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    started.add(thread);
    return thread;
  }

  private void assertEnded(int threads) {
    assertEquals(threads, started.size());
    started.forEach(t -> assertSame(Thread.State.TERMINATED, t.getState(), t::toString));
    assertTrue(started.stream().distinct().count() == threads);
  }

  private void waitForInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
    }
  }

  private void endAfter(CountDownLatch release) {
    waitForInterrupt();
    while (true) {
      try {
        release.await();
        return;
      } catch (InterruptedException e) {
        // an interrupt does not end this thread
      }
    }
  }
}
