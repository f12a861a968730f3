package showcase.recipe.threadpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerThreadsTest {
  private final List<Thread> started = new CopyOnWriteArrayList<>();
  private final CountDownLatch working = new CountDownLatch(2);

  @Test
  void closeInterruptsThemAndWaitsForTheirEnd() throws InterruptedException {
    var threads = new WorkerThreads(2, this::thread, this::work);
    working.await();
    threads.close();
    threads.close(); // twice is as good as once
    assertEquals(2, started.size());
    assertAllEnded();
  }

  @Test
  void noThreadIsLeftWhereALaterOneCannotBeStarted() {
    var noMore = new OutOfMemoryError("unable to create native thread");
    ThreadFactory factory =
        work ->
            started.size() < 2
                ? thread(work)
                : new Thread(work) {
                  @Override
                  public void start() {
                    throw noMore;
                  }
                };
    var thrown =
        assertThrows(OutOfMemoryError.class, () -> new WorkerThreads(3, factory, this::work));
    assertSame(noMore, thrown);
    assertEquals(2, started.size());
    assertAllEnded();
  }

  @Test
  void noThreadIsLeftWhereTheFactoryHasNoMore() {
    ThreadFactory factory = work -> started.size() < 2 ? thread(work) : null;
    assertThrows(NullPointerException.class, () -> new WorkerThreads(3, factory, this::work));
    assertAllEnded();
  }

  @Test
  void anInterruptedCloseWaitsAndKeepsTheInterrupt() throws InterruptedException {
    var threads = new WorkerThreads(2, this::thread, this::work);
    working.await();
    Thread.currentThread().interrupt();
    threads.close();
    assertTrue(Thread.interrupted());
    assertAllEnded();
  }

  private Thread thread(Runnable work) {
    var thread = new Thread(work, "worker");
    started.add(thread);
    return thread;
  }

  @Test
  void whatTheWorkThrowsGoesToTheHandlerAndCostsNoThread() throws InterruptedException {
    var failure = new AssertionError("of the work");
    var handled = new CopyOnWriteArrayList<Throwable>();
    ThreadFactory factory =
        work -> {
          var thread = thread(work);
          thread.setUncaughtExceptionHandler((worker, thrown) -> handled.add(thrown));
          return thread;
        };
    var first = new AtomicBoolean(true);
    Runnable failing =
        () -> {
          if (first.getAndSet(false)) {
            throw failure;
          }
          work();
        };
    try (var threads = new WorkerThreads(2, factory, failing)) {
      working.await();
      assertFalse(threads.areClosed());
    }
    assertEquals(List.of(failure), handled);
    assertAllEnded();
  }

  /** Waits for its interrupt, and then needs a moment to end. */
  private void work() {
    working.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException again) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void assertAllEnded() {
    started.forEach(thread -> assertFalse(thread.isAlive()));
  }
}
