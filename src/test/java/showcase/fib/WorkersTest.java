package showcase.fib;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that workers are there from the start, and that no failure costs one of their places. */
class WorkersTest {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final TestLimits limits = new TestLimits();

  private Workers start(Workers.Kind kind) throws IOException {
    limits.maxWaiting = 0;
    return new Workers(kind, limits.build(), line -> {}, failure -> {});
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  @Test
  void platformThreadsStartBeforeTheFirstRequest() throws IOException {
    try (var workers = start(Workers.Kind.PLATFORM)) {
      assertEquals(0, workers.openCount());
      assertEquals(PROCESSORS, threads("fib-worker-"));
    }
  }

  @Test
  void forkJoinThreadsStartBeforeTheFirstRequest() throws IOException {
    long before = threads("ForkJoinPool-");
    try (var workers = start(Workers.Kind.FORKJOIN)) {
      assertEquals(0, workers.openCount());
      assertEquals(before + PROCESSORS, threads("ForkJoinPool-"));
    }
  }

  /** A session may run out of memory when it is told that its computation has ended. */
  @ParameterizedTest
  @EnumSource(names = {"INLINE", "PLATFORM", "FORKJOIN"})
  void aSessionOutOfMemoryCostsNeitherAThreadNorAPlace(Workers.Kind kind) throws Exception {
    try (var workers = start(kind)) {
      var client = new WaitingClient(null);
      for (int i = 0; i < 20 * PROCESSORS; i++) {
        Runnable outOfMemory =
            () -> {
              throw new OutOfMemoryError("on purpose");
            };
        Computation computation = workers.start(5, client, outOfMemory);
        assertNull(computation.await());
        while (workers.openCount() > 0) {
          Thread.onSpinWait(); // its thread still has to give its place back
        }
      }
      assertNull(workers.start(25, client, () -> {}).await());
    }
  }

  /** As after SIGCONT, when clients have time to be read: see Ticks. */
  @Test
  void onlyTheWatchEnforcesTheTimeLimit() throws Exception {
    limits.request = Duration.ofMillis(1);
    Queue<String> log = new ConcurrentLinkedQueue<>();
    var process = Workers.Kind.PROCESS;
    try (var workers = new Workers(process, limits.build(), log::add, failure -> {})) {
      Computation computation = workers.start(36, new WaitingClient(null), () -> {});
      assertNull(computation.await());
      assertEquals(14_930_352, computation.resultNow());
      assertEquals(List.of(), List.copyOf(log));
    }
  }

  /** It stays in the queue of the executor until a thread is free. */
  @Test
  void aRequestThatIsStoppedBeforeItBeganRetainsNoSession() throws Exception {
    limits.maxWaiting = 1;
    try (var workers = new Workers(Workers.Kind.PLATFORM, limits.build(), it -> {}, it -> {})) {
      for (int i = 0; i < PROCESSORS; i++) {
        workers.start(45, new WaitingClient(null), () -> {});
      }
      var session = new AtomicInteger();
      Computation waiting = workers.start(45, new WaitingClient(null), session::incrementAndGet);
      var retained = new WeakReference<>(session);
      waiting.stop(Refusal.VANISHED);
      assertEquals(1, session.get());
      session = null;
      await()
          .untilAsserted(() -> {
            System.gc();
            assertNull(retained.get());
          });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VIRTUAL", "PLATFORM", "FORKJOIN"})
  void aRequestThatCannotBeStartedCostsNoPlace(Workers.Kind kind) throws Exception {
    var workers = start(kind);
    workers.close(); // as without memory, the executor takes no more tasks
    for (int i = 0; i < 3 * PROCESSORS; i++) {
      try {
        workers.start(25, new WaitingClient(null), () -> {});
      } catch (RejectedExecutionException e) {
        assertEquals(0, workers.openCount());
        assertEquals(RejectedExecutionException.class, e.getCause().getClass(), "no place left");
      }
    }
  }
}
