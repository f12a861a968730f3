package showcase.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final Leftovers leftovers = new Leftovers();
  private final ConcurrentLinkedQueue<String> errorLines = new ConcurrentLinkedQueue<>();

  @AfterEach
  void nothingIsLeftBehind() {
    leftovers.assertNone();
  }

  private Worker start(JavaCommand command) throws IOException {
    return Worker.start(command, errorLines::add);
  }

  @Test
  void answersOneTaskAfterAnother() throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      assertEquals("9227465", worker.call("fib 35", LONG));
      assertEquals("1", worker.call("power 0", LONG));
      assertEquals("256", worker.call("power 4", LONG));
      assertEquals("10", worker.call("sleep 10", LONG));
      assertTrue(worker.isAlive());
    }
    assertEquals(List.of(), List.copyOf(errorLines));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void largeResultsAreExact(int x) throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      var expected = BigInteger.valueOf(x).pow(x);
      assertEquals(expected, new BigInteger(worker.call("power " + x, LONG)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fib 0         | fib takes a number from 1 to 92, not 0",
        "fib 93        | fib takes a number from 1 to 92, not 93",
        "fib           | fib takes a number from 1 to 92, not fib",
        "fib 1e3       | fib takes a number from 1 to 92, not 1e3",
        "fib 99999999999999999999 | fib takes a number from 1 to 92, not 99999999999999999999",
        "power -1      | power takes a number from 0 to 10000, not -1",
        "sleep 3600001 | sleep takes a number from 0 to 3600000, not 3600001",
        "ask 65536     | ask takes a number from 1 to 65535, not 65536",
        "halt 1        | a task is fib, power, sleep or ask, not halt",
      })
  void badTasksAreRejectedAndTheWorkerStaysUsable(String task, String message) throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      var refused = assertThrows(TaskException.class, () -> worker.call(task, LONG));
      assertEquals(message, refused.getMessage());
      assertEquals("55", worker.call("fib 10", LONG));
    }
  }

  @Test
  void aTaskIsOneLine() throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      assertThrows(IllegalArgumentException.class, () -> worker.call("fib 1\nfib 2", LONG));
      assertThrows(IllegalArgumentException.class, () -> worker.call("x".repeat(1025), LONG));
      assertEquals("55", worker.call("fib 10", LONG));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "die     | 3 | a worker died in fib 5, exit code 3, last words: first words / out of luck",
        "throw   | 1 | a worker died in fib 5, exit code 1, last words: Exception in thread \"main\""
            + " java.lang.IllegalStateException: out of ideas",
        "garbage | 137 | a worker wrote garbage for fib 5: Segmentation fault?, exit code 137",
        "half    | 0 | a worker wrote garbage for fib 5: ok 92, exit code 0",
      })
  void aFailureNamesTheTaskTheExitCodeAndTheLastWords(String fault, int exitCode, String message)
      throws Exception {
    try (var worker = start(FaultyWorker.command(fault))) {
      var failure = assertThrows(WorkerException.class, () -> worker.call("fib 5", LONG));
      assertEquals(message, failure.getMessage());
      assertEquals(OptionalInt.of(exitCode), failure.exitCode());
      assertFalse(worker.isAlive());
      assertThrows(WorkerException.class, () -> worker.call("fib 5", LONG));
    }
  }

  @Test
  void aHangingCallEndsAtTheTimeout() throws Exception {
    try (var worker = start(FaultyWorker.command("hang"))) {
      var timeout = Duration.ofSeconds(2);
      var failure = assertThrows(WorkerException.class, () -> worker.call("fib 5", timeout));
      assertTrue(
          failure.getMessage().startsWith("a worker gave no answer to fib 5 within PT2S, exit"));
      assertEquals(OptionalInt.of(137), failure.exitCode());
      assertFalse(worker.isAlive());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unasked", "endless"})
  void otherProtocolViolationsFail(String fault) throws Exception {
    try (var worker = start(FaultyWorker.command(fault))) {
      if (fault.equals("unasked")) {
        await().until(() -> !worker.isAlive());
      }
      assertThrows(WorkerException.class, () -> worker.call("fib 5", LONG));
      assertFalse(worker.isAlive());
    }
  }

  @Test
  void muchOutputOnStandardErrorDoesNotBlockAndIsPassedOn() throws Exception {
    try (var worker = start(FaultyWorker.command("chatter"))) {
      assertEquals("chatter", worker.call("fib 5", LONG));
    }
    assertTrue(errorLines.contains("said it all"));
    int length = errorLines.stream().mapToInt(String::length).sum();
    assertEquals((1 << 23) + "said it all".length(), length);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptedCallReturnsAfterTheEndOfItsProcess(boolean virtual) throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      worker.call("fib 1", LONG);
      var caller = new Caller(virtual, () -> worker.call("fib 60", LONG));
      caller.awaitWaiting();
      caller.interrupt();
      assertEquals(InterruptedException.class, caller.failure().getClass());
      assertFalse(ProcessHandle.of(worker.pid()).map(ProcessHandle::isAlive).orElse(false));
    }
  }

  @RepeatedTest(5)
  void anInterruptedCallMarksItsWorkerAsDeadImmediately() throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      worker.call("fib 1", LONG);
      // On one thread, so that nothing happens between the end of one call and the next.
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> worker.call("fib 60", LONG));
      assertFalse(worker.isAlive());
      assertThrows(WorkerException.class, () -> worker.call("fib 1", LONG));
    }
  }

  @RepeatedTest(5)
  void aKillMarksTheWorkerAsDeadImmediately() throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      worker.call("fib 1", LONG);
      worker.kill();
      assertFalse(worker.isAlive());
      assertThrows(WorkerException.class, () -> worker.call("fib 1", LONG));
    }
  }

  @Test
  void aKillEndsTheCallInProgress() throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      worker.call("fib 1", LONG);
      var caller = new Caller(true, () -> worker.call("fib 60", LONG));
      caller.awaitWaiting();
      worker.kill();
      assertEquals(WorkerException.class, caller.failure().getClass());
    }
  }

  @Test
  void aConcurrentSecondCallIsRejected() throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      var caller = new Caller(false, () -> worker.call("fib 60", LONG));
      caller.awaitWaiting();
      assertThrows(IllegalStateException.class, () -> worker.call("fib 1", LONG));
      caller.interrupt();
      caller.failure();
    }
  }

  @Test
  void aWorkerEndsWithItsInputEvenInTheMiddleOfATask() throws Exception {
    Process process = new ProcessBuilder(JavaCommand.worker().words()).start();
    var in = process.getOutputStream();
    in.write("fib 1\nfib 60\n".getBytes());
    in.flush();
    assertEquals("ready", process.inputReader().readLine());
    assertEquals("ok 1", process.inputReader().readLine());
    in.close();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  @Test
  void aWorkerIgnoresInterruptsFromTheTerminal() throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      worker.call("fib 1", LONG);
      new ProcessBuilder("kill", "-INT", Long.toString(worker.pid())).start().waitFor();
      // A worker that did not ignore the signal would end before this task is done.
      assertEquals("1000", worker.call("sleep 1000", LONG));
    }
  }

  @Test
  void aBackgroundWorkerHasTheLowestPriority() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    try (var worker = start(JavaCommand.worker().inBackground())) {
      worker.call("fib 1", LONG);
      Process ps = new ProcessBuilder("ps", "-o", "cls=,ni=", "-p", "" + worker.pid()).start();
      String priority = ps.inputReader().readLine().strip().replaceAll(" +", " ");
      assertTrue(List.of("IDL -", "IDL 0", "TS 19").contains(priority), priority);
      ps.waitFor();
    }
  }

  @Test
  void theErrorNamesAMainClassThatDoesNotExist() throws Exception {
    try (var worker = start(JavaCommand.of("showcase.NoSuchMain"))) {
      var failure = assertThrows(WorkerException.class, () -> worker.call("fib 1", LONG));
      assertEquals(OptionalInt.of(1), failure.exitCode());
      assertTrue(failure.getMessage().contains("showcase.NoSuchMain"), failure.getMessage());
    }
  }

  /** With one pipe for both, a line of the JVM's was taken for an answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xlog:gc*,safepoint*",
        "-Xlog:all=info",
        "-XX:+PrintFlagsFinal",
        "-XX:+PrintCompilation",
        "-verbose:class"
      })
  void whatTheJvmWritesToStandardOutputIsPassedOnAndIsNoAnswer(String flag) throws Exception {
    var command = new JavaCommand(WorkerMain.class.getName(), List.of(flag), List.of(), false);
    try (var worker = start(command)) {
      for (int i = 0; i < 20; i++) {
        assertEquals("256", worker.call("power 4", LONG));
      }
      assertEquals(40_001, worker.call("power 10000", LONG).length());
    }
    assertFalse(errorLines.isEmpty());
  }

  @Test
  void aThreadDumpCostsNoAnswer() throws Exception {
    try (var worker = start(JavaCommand.worker())) {
      for (int i = 0; i < 20; i++) {
        new ProcessBuilder("kill", "-QUIT", Long.toString(worker.pid())).start().waitFor();
        assertEquals(40_001, worker.call("power 10000", LONG).length());
      }
      await().until(() -> errorLines.stream().anyMatch(it -> it.startsWith("Full thread dump")));
    }
  }

  @Test
  void whatAProgramPrintsIsPassedOnAndIsNoAnswer() throws Exception {
    try (var worker = start(FaultyWorker.command("print"))) {
      assertEquals("printed", worker.call("fib 5", LONG));
    }
    assertTrue(errorLines.contains("ok 1"));
  }

  @Test
  void theWorkingFolderAndARelativeClassPathMayBeGone(@TempDir Path folder) throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    String relative =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(file -> gone.relativize(Path.of(file).toAbsolutePath()).toString())
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process parent =
        new ProcessBuilder(java, "-cp", relative, HomelessParent.class.getName())
            .directory(gone.toFile())
            .redirectErrorStream(true)
            .start();
    try (var lines = parent.inputReader()) {
      String said = lines.lines().collect(Collectors.joining("\n"));
      assertTrue(said.endsWith("13 in another worker"), said);
    }
  }
}
