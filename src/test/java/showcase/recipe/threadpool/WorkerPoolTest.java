package showcase.recipe.threadpool;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkerPoolTest {
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();

  @AfterEach
  void allWorkersHaveEnded() {
    assertTrue(workers.stream().noneMatch(Thread::isAlive));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void aSizeBelowOneIsRefused(int size) {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new WorkerPool(size, failures::add));
    assertEquals("size must be at least 1, not " + size, error.getMessage());
  }

  @Test
  void runsAllTasksAndStaysOpenAfterAWait() throws InterruptedException {
    var ran = new AtomicInteger();
    try (var pool = pool(3)) {
      for (int round = 1; round <= 3; round++) {
        for (int task = 0; task < 1_000; task++) {
          pool.add(ran::incrementAndGet);
        }
        pool.awaitAll();
        assertEquals(round * 1_000, ran.get());
      }
    }
    assertEquals(List.of(), List.copyOf(failures));
  }

  /** A broken task, an Error and a left-over interrupt, each more often than there are workers. */
  @Test
  void nothingATaskDoesCostsAWorker() throws InterruptedException {
    try (var pool = pool(2)) {
      for (int i = 0; i < 5; i++) {
        pool.add(() -> {
          throw new IllegalStateException("broken");
        });
        pool.add(() -> {
          throw new StackOverflowError("as an Error");
        });
        pool.add(() -> Thread.currentThread().interrupt());
      }
      pool.awaitAll();
      assertEquals(10, failures.size());

      // Both workers are needed to pass this.
      var together = new CyclicBarrier(2);
      for (int i = 0; i < 2; i++) {
        pool.add(() -> {
          try {
            together.await();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
      }
      pool.awaitAll();
    }
    assertEquals(10, failures.size());
  }

  @Test
  void addWaitsWhileWorkersAndQueueAreFull() throws Exception {
    var go = new CountDownLatch(1);
    try (var pool = pool(1)) {
      pool.add(() -> awaitQuietly(go));
      pool.add(() -> {});
      var third = waiting(() -> pool.add(() -> {}));
      go.countDown();
      third.task().get();
      pool.awaitAll();
    }
  }

  @Test
  void anInterruptedAddAddsNothing() throws Exception {
    var go = new CountDownLatch(1);
    var ran = new AtomicInteger();
    try (var pool = pool(1)) {
      pool.add(() -> awaitQuietly(go));
      pool.add(ran::incrementAndGet);
      var third = waiting(() -> pool.add(ran::incrementAndGet));
      third.thread().interrupt();
      var error = assertThrows(ExecutionException.class, third.task()::get);
      assertInstanceOf(InterruptedException.class, error.getCause());
      go.countDown();
      pool.awaitAll();
    }
    assertEquals(1, ran.get());
  }

  @Test
  void closeInterruptsDropsAndWakesWhoeverWaits() throws Exception {
    var running = new CountDownLatch(1);
    var dropped = new AtomicInteger();
    var pool = pool(1);
    pool.add(() -> {
      running.countDown();
      awaitQuietly(new CountDownLatch(1)); // for ever, unless interrupted
    });
    pool.add(dropped::incrementAndGet);
    running.await();
    var adding = waiting(() -> pool.add(dropped::incrementAndGet));
    var waiting = waiting(pool::awaitAll);

    pool.close();

    var refused = assertThrows(ExecutionException.class, adding.task()::get);
    assertInstanceOf(RejectedExecutionException.class, refused.getCause());
    var early = assertThrows(ExecutionException.class, waiting.task()::get);
    assertInstanceOf(IllegalStateException.class, early.getCause());
    assertEquals(0, dropped.get());
    assertThrows(RejectedExecutionException.class, () -> pool.add(() -> {}));
    pool.close(); // a second time changes nothing
  }

  @Test
  void closeKeepsTheCallersInterrupt() throws InterruptedException {
    var pool = pool(2);
    Thread.currentThread().interrupt();
    pool.close();
    assertTrue(Thread.interrupted());
  }

  /** Every worker says who it is, so that its end can be asserted. */
  private WorkerPool pool(int size) throws InterruptedException {
    var pool = new WorkerPool(size, failures::add);
    var all = new CountDownLatch(size);
    for (int i = 0; i < size; i++) {
      pool.add(() -> {
        workers.add(Thread.currentThread());
        all.countDown();
        awaitQuietly(all);
      });
    }
    pool.awaitAll();
    assertEquals(size, workers.size());
    return pool;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private record Waiting(Thread thread, FutureTask<Void> task) {}

  private static Waiting waiting(Work work) {
    var task =
        new FutureTask<Void>(() -> {
          work.run();
          return null;
        });
    var thread = new Thread(task);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return new Waiting(thread, task);
  }
}
