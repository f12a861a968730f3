package showcase.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("once")
class WorkerPoolTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Leftovers leftovers = new Leftovers();

  @AfterEach
  void nothingIsLeftBehind() {
    leftovers.assertNone();
  }

  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  private WorkerPool pool(int size, JavaCommand command) throws IOException {
    return new WorkerPool(size, command, log::add);
  }

  private static String call(WorkerPool pool, String task) throws Exception {
    return pool.call(task, LONG, LONG);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyCallersShareFewWorkers(boolean virtual) throws Exception {
    try (var pool = pool(2, JavaCommand.worker())) {
      List<Caller> callers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String task = i % 2 == 0 ? "fib 25" : "power 4";
        callers.add(new Caller(virtual, () -> call(pool, task)));
      }
      for (int i = 0; i < callers.size(); i++) {
        assertEquals(i % 2 == 0 ? "75025" : "256", callers.get(i).result());
      }
      assertEquals(2, pool.pids().size());
    }
  }

  @Test
  void aWorkerKilledDuringATaskIsReplacedAndTheTaskRunsAgain() throws Exception {
    Path first = folder.resolve("first");
    try (var pool = pool(1, FaultyWorker.command("hang", first.toString()))) {
      var caller = new Caller(true, () -> call(pool, "fib 5"));
      await().until(() -> Files.exists(first) && Files.size(first) > 0);
      long pid = Long.parseLong(Files.readString(first));
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      assertEquals("well", caller.result());
      assertNotEquals(List.of(pid), pool.pids());
    }
  }

  /** As when the system is out of memory and kills one worker after the other. */
  @Test
  void aTaskSurvivesFourWorkersThatAreKilled() throws Exception {
    Path hanging = folder.resolve("hanging");
    try (var pool = pool(1, FaultyWorker.command("hang", hanging.toString()))) {
      var caller = new Caller(true, () -> call(pool, "fib 5"));
      for (int killed = 1; killed <= 4; killed++) {
        await().until(() -> Files.exists(hanging) && Files.size(hanging) > 0);
        long pid = Long.parseLong(Files.readString(hanging));
        if (killed < 4) {
          Files.delete(hanging); // so that the next one hangs, too
        }
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      }
      assertEquals("well", caller.result());
    }
    assertEquals(4, log.stream().filter(it -> it.contains("exit code 137")).count());
  }

  @Test
  void aHangingWorkerIsReplacedAndItsTaskRunsAgain() throws Exception {
    Path first = folder.resolve("first");
    try (var pool = pool(1, FaultyWorker.command("hang", first.toString()))) {
      var caller = new Caller(true, () -> pool.call("fib 5", LONG, Duration.ofSeconds(5)));
      assertEquals("well", caller.result());
      assertTrue(Files.exists(first));
    }
  }

  @Test
  void aTaskThatKillsItsWorkersGivesAnErrorWithExitCodeAndLastWords() throws Exception {
    try (var pool = pool(2, FaultyWorker.command("die"))) {
      var failure = assertThrows(WorkerException.class, () -> call(pool, "fib 5"));
      assertEquals(OptionalInt.of(3), failure.exitCode());
      assertEquals(List.of("first words", "out of luck"), failure.lastWords());
      assertEquals(4, failure.getSuppressed().length);
    }
  }

  @Test
  void garbageIsAnErrorAfterTwoWorkers() throws Exception {
    try (var pool = pool(1, FaultyWorker.command("garbage"))) {
      var failure = assertThrows(WorkerException.class, () -> call(pool, "fib 5"));
      assertTrue(failure.getMessage().contains("Segmentation fault?"), failure.getMessage());
      assertEquals(1, failure.getSuppressed().length);
    }
  }

  @Test
  void aRejectedTaskIsNotRunAgain() throws Exception {
    try (var pool = pool(1, JavaCommand.worker())) {
      List<Long> before = pool.pids();
      assertThrows(TaskException.class, () -> call(pool, "fib 0"));
      assertEquals(before, pool.pids());
    }
  }

  @Test
  void replacingAnIdleWorkerThatDiedDoesNotCountAsAnAttempt() throws Exception {
    try (var pool = pool(1, JavaCommand.worker())) {
      assertEquals("55", call(pool, "fib 10"));
      long pid = pool.pids().getFirst();
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      await().until(() -> pool.pids().isEmpty());
      assertEquals("55", call(pool, "fib 10"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptStopsTheWorkerAndTheNextCallGetsANewOne(boolean virtual) throws Exception {
    try (var pool = pool(1, JavaCommand.worker())) {
      assertEquals("1", call(pool, "fib 1"));
      List<Long> before = pool.pids();
      var caller = new Caller(virtual, () -> call(pool, "fib 60"));
      caller.awaitWaiting();
      caller.interrupt();
      assertEquals(InterruptedException.class, caller.failure().getClass());
      assertEquals(0, ProcessHandle.current().children().count());
      assertEquals("55", call(pool, "fib 10"));
      assertNotEquals(before, pool.pids());
    }
  }

  @RepeatedTest(5)
  void afterAnInterruptedCallTheNextCallGetsAUsableWorker() throws Exception {
    try (var pool = pool(1, JavaCommand.worker())) {
      assertEquals("1", call(pool, "fib 1"));
      var hog = new Caller(false, () -> call(pool, "fib 60"));
      hog.awaitWaiting();
      var next = new Caller(false, () -> call(pool, "fib 10"));
      next.awaitWaiting();
      hog.interrupt();
      assertEquals("55", next.result());
      assertEquals(InterruptedException.class, hog.failure().getClass());
    }
  }

  @RepeatedTest(5)
  void afterATimeoutTheNextCallGetsAUsableWorker() throws Exception {
    try (var pool = pool(1, JavaCommand.worker())) {
      assertEquals("1", call(pool, "fib 1"));
      var tooShort = Duration.ofMillis(5);
      assertThrows(WorkerException.class, () -> pool.call("fib 60", LONG, tooShort));
      assertEquals("55", call(pool, "fib 10"));
    }
  }

  /** When two calls were interrupted, all fifty that waited behind them failed. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoeverIsNextInLineGetsAUsableWorker(boolean virtual) throws Exception {
    try (var pool = pool(2, JavaCommand.worker())) {
      List<Caller> hogs = new ArrayList<>();
      List<Caller> next = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        hogs.add(new Caller(virtual, () -> call(pool, "fib 60")));
      }
      hogs.forEach(Caller::awaitWaiting);
      for (int i = 0; i < 50; i++) {
        next.add(new Caller(virtual, () -> call(pool, "fib 10")));
      }
      next.forEach(Caller::awaitWaiting);
      hogs.forEach(Caller::interrupt);
      for (Caller caller : next) {
        assertEquals("55", caller.result());
      }
      for (Caller hog : hogs) {
        assertEquals(InterruptedException.class, hog.failure().getClass());
      }
    }
    assertEquals(List.of(), List.copyOf(log)); // a worker that was killed on purpose did not fail
  }

  @Test
  void manyInterruptsAtOnceHarmNoOtherCall() throws Exception {
    try (var pool = pool(2, JavaCommand.worker())) {
      List<Caller> leaving = new ArrayList<>();
      List<Caller> staying = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        leaving.add(new Caller(i % 2 == 0, () -> call(pool, "fib 60")));
        staying.add(new Caller(i % 2 == 1, () -> call(pool, "fib 10")));
      }
      leaving.forEach(Caller::interrupt);
      for (Caller caller : staying) {
        assertEquals("55", caller.result());
      }
      for (Caller caller : leaving) {
        assertEquals(InterruptedException.class, caller.failure().getClass());
      }
    }
  }

  /** The pool may not have noticed that a worker was killed when it hands it a task. */
  @RepeatedTest(5)
  void aWorkerKilledFromOutsideWhileItIsIdleCostsNoCallAndIsInTheLog() throws Exception {
    try (var pool = pool(2, JavaCommand.worker())) {
      assertEquals("1", call(pool, "fib 1"));
      assertEquals("1", call(pool, "fib 1"));
      pool.pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(it -> it.destroyForcibly()));
      assertEquals("55", call(pool, "fib 10"));
      assertEquals("55", call(pool, "fib 10"));
    }
    assertEquals(2, log.stream().filter(it -> it.contains("died") && it.contains("137")).count());
  }

  @Test
  void aStoppedWorkerIsReplacedAtTheTimeout() throws Exception {
    try (var pool = pool(1, JavaCommand.worker())) {
      assertEquals("1", call(pool, "fib 1"));
      long pid = pool.pids().getFirst();
      new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();
      assertEquals("55", pool.call("fib 10", LONG, Duration.ofSeconds(5)));
      assertNotEquals(List.of(pid), pool.pids());
    }
    assertTrue(log.stream().anyMatch(it -> it.startsWith("a worker gave no answer to fib 10")));
  }

  /** A process that it has started keeps its pipes open for 8 s. */
  @Test
  void aWorkerThatTakesLongToEndDoesNotHoldUpTheNextCallForLong() throws Exception {
    Path first = folder.resolve("first");
    try (var pool = pool(1, FaultyWorker.command("linger", first.toString()))) {
      var caller = new Caller(true, () -> call(pool, "fib 5"));
      await().until(() -> Files.exists(first) && Files.size(first) > 0);
      var next = new Caller(true, () -> call(pool, "fib 5"));
      next.awaitWaiting();
      caller.interrupt();
      assertEquals("well", next.result());
      assertEquals(InterruptedException.class, caller.failure().getClass());
    }
  }

  @Test
  void whileNoWorkerStartsACallTriesAgain() throws Exception {
    Path broken = Files.createFile(folder.resolve("broken"));
    try (var pool = pool(1, FaultyWorker.command("start", broken.toString()))) {
      var caller = new Caller(true, () -> call(pool, "fib 5"));
      await().until(() -> log.stream().filter(it -> it.startsWith("a worker died")).count() == 2);
      Files.delete(broken);
      assertEquals("well", caller.result());
    }
    assertTrue(log.contains("a worker died in fib 5, exit code 1, last words: not today"));
  }

  @Test
  void aCallTakesAnotherWorkerIfItsOwnDoesNotStart() throws Exception {
    Path broken = folder.resolve("broken");
    try (var pool = pool(2, FaultyWorker.command("start", broken.toString()))) {
      assertEquals("well", call(pool, "fib 5"));
      assertEquals("well", call(pool, "fib 5"));
      Files.createFile(broken);
      long pid = pool.pids().getFirst();
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      await().until(() -> !pool.pids().contains(pid));
      for (int i = 0; i < 4; i++) {
        assertEquals("well", call(pool, "fib 5"));
      }
      assertEquals(1, pool.pids().size());
    }
  }

  @Test
  void aCallFailsIfNoWorkerStarts() throws Exception {
    try (var pool = pool(1, JavaCommand.of("showcase.NoSuchMain"))) {
      var failure = assertThrows(WorkerException.class, () -> call(pool, "fib 1"));
      assertTrue(failure.getMessage().contains("showcase.NoSuchMain"), failure.getMessage());
      assertEquals(5, log.stream().filter(it -> it.contains("exit code 1, last words")).count());
    }
  }

  @Test
  void closeEndsTheWaitForAWorkerThatDoesNotStart() throws Exception {
    var pool = pool(1, JavaCommand.of("showcase.NoSuchMain"));
    var caller = new Caller(true, () -> call(pool, "fib 1"));
    await().until(() -> log.stream().anyMatch(it -> it.contains("exit code 1, last words")));
    pool.close();
    assertEquals(RejectedExecutionException.class, caller.failure().getClass());
  }

  @Test
  void eachFailureIsInTheLogAlsoIfTheCallSucceeds() throws Exception {
    Path first = folder.resolve("first");
    try (var pool = pool(1, FaultyWorker.command("die", first.toString()))) {
      assertEquals("well", call(pool, "fib 5"));
    }
    String line = "a worker died in fib 5, exit code 3, last words: first words / out of luck";
    assertTrue(log.contains(line), log::toString);
  }

  @Test
  void waitingForAFreeWorkerIsBoundedAndInterruptible() throws Exception {
    try (var pool = pool(1, JavaCommand.worker())) {
      var holder = new Caller(true, () -> call(pool, "fib 60"));
      holder.awaitWaiting();
      var tooShort = Duration.ofMillis(50);
      assertThrows(TimeoutException.class, () -> pool.call("fib 1", tooShort, LONG));
      var waiter = new Caller(true, () -> call(pool, "fib 1"));
      waiter.awaitWaiting();
      waiter.interrupt();
      assertEquals(InterruptedException.class, waiter.failure().getClass());
      holder.interrupt();
      holder.failure();
    }
  }

  @Test
  void closeEndsRunningAndWaitingCalls() throws Exception {
    var pool = pool(2, JavaCommand.worker());
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      callers.add(new Caller(i % 2 == 0, () -> call(pool, "fib 60")));
    }
    callers.forEach(Caller::awaitWaiting);
    pool.close();
    assertEquals(0, ProcessHandle.current().children().count());
    for (Caller caller : callers) {
      assertEquals(RejectedExecutionException.class, caller.failure().getClass());
    }
    assertThrows(RejectedExecutionException.class, () -> call(pool, "fib 1"));
    pool.close();
  }

  @Test
  void anInterruptDuringCloseIsKeptAndEverythingIsClosed() throws Exception {
    var pool = pool(2, JavaCommand.worker());
    Thread.currentThread().interrupt();
    pool.close();
    assertTrue(Thread.interrupted());
    assertEquals(List.of(), pool.pids());
  }

  @Test
  void aPoolHasWorkers() {
    assertThrows(IllegalArgumentException.class, () -> pool(0, JavaCommand.worker()));
    assertFalse(ProcessHandle.current().children().findAny().isPresent());
  }
}
