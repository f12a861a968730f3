package showcase.fib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
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
