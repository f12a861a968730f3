package showcase.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessTreeTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String IGNORE = "trap \"\" TERM;";

  private final ProcessTree tree = new ProcessTree();
  private final List<ProcessHandle> seen = new ArrayList<>();

  @AfterEach
  void killAll() {
    seen.forEach(ProcessHandle::destroyForcibly);
  }

  private Process sh(String script) throws IOException {
    Process shell = tree.start(new ProcessBuilder("sh", "-c", script));
    seen.add(shell.toHandle());
    return shell;
  }

  /** Runs a script that prints process ids, one per line, and reads them. */
  private Process sh(String script, int pids) throws IOException {
    Process shell = sh(script);
    for (int i = 0; i < pids; i++) {
      long pid = Long.parseLong(shell.inputReader().readLine());
      seen.add(ProcessHandle.of(pid).orElseThrow());
    }
    return shell;
  }

  /** A shell with a child and a grandchild that sleep. */
  private Process three(String trap) throws IOException {
    String inner = trap + " sleep 1000 & echo $!; wait";
    return sh("%s sh -c '%s' & echo $!; wait".formatted(trap, inner), 2);
  }

  private void assertAllEnded() {
    assertEquals(List.of(), seen.stream().filter(it -> !ProcessTree.hasEnded(it)).toList());
  }

  @Test
  void mostProcessesEndOnSigterm() throws Exception {
    Process shell = three("");
    assertEquals(3, tree.end(LONG));
    assertAllEnded();
    // By SIGTERM, or by itself because its children ended first; in any case not by SIGKILL.
    assertNotEquals(128 + 9, shell.waitFor());
  }

  @Test
  void processesThatIgnoreSigtermAreKilledAfterTheGracePeriod() throws Exception {
    three(IGNORE);
    long start = System.nanoTime();
    assertEquals(3, tree.end(Duration.ofMillis(200)));
    assertTrue(System.nanoTime() - start >= 200_000_000);
    assertAllEnded();
  }

  @Test
  void closeKillsImmediately() throws Exception {
    Process shell = three("");
    tree.close();
    assertAllEnded();
    assertEquals(128 + 9, shell.waitFor());
  }

  /** An earlier version sometimes killed the child first, and the shell went on. */
  @RepeatedTest(20)
  void noProcessGoesOnBecauseItsChildWasKilled() throws Exception {
    Process shell = sh("sh -c 'sleep 1000 & echo $!; wait; echo on' & echo $!; wait; echo on", 2);
    tree.close();
    assertAllEnded();
    assertEquals(List.of(), shell.inputReader().lines().toList());
  }

  /** An earlier version threw InterruptedException before the processes had ended. */
  @Test
  void anInterruptEndsTheGracePeriodAndIsKept() throws Exception {
    three(IGNORE);
    Thread.currentThread().interrupt();
    assertEquals(3, tree.end(LONG));
    assertTrue(Thread.interrupted());
    assertAllEnded();
  }

  @Test
  void anInterruptDuringTheGracePeriodIsKept() throws Exception {
    three(IGNORE);
    var caller = Thread.currentThread();
    try (var pool = Executors.newSingleThreadExecutor()) {
      pool.submit(() -> {
        while (caller.getState() != Thread.State.TIMED_WAITING) {
          Thread.sleep(1);
        }
        caller.interrupt();
        return null;
      });
      tree.end(LONG);
      assertTrue(Thread.interrupted());
      assertAllEnded();
    }
  }

  /** While the tree is ended, the shell starts one process after another and prints each id. */
  @RepeatedTest(5)
  void processesThatAreBeingStartedAreEnded() throws Exception {
    Process shell = sh("i=0; while [ $i -lt 200 ]; do sleep 20 & echo $!; i=$((i+1)); done; wait");
    var first = shell.inputReader().readLine();
    tree.close();
    Stream.concat(Stream.of(first), shell.inputReader().lines())
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .forEach(seen::add);
    assertAllEnded();
  }

  /** An earlier version missed it: a process whose parent has ended is not a descendant. */
  @Test
  void aProcessLeftBehindByItsParentIsEnded() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/environ")));
    Process shell = sh("(setsid sleep 1000 & echo $!); exit 0", 1);
    assertEquals(0, shell.waitFor());
    assertFalse(ProcessTree.hasEnded(seen.getLast()));
    assertEquals(1, tree.end(LONG));
    assertAllEnded();
  }

  /** Only its parent shows that it belongs to the tree. */
  @Test
  void aDescendantWithAnEmptyEnvironmentIsEnded() throws Exception {
    sh("env -i sleep 1000 & echo $!; wait", 1);
    tree.close();
    assertAllEnded();
  }

  /** An earlier version missed it: neither its parent nor its environment shows it. */
  @Test
  void aProcessLeftBehindWithAnEmptyEnvironmentIsEnded() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/limits")));
    Process shell = sh("env -i setsid sh -c 'echo $$; exec sleep 1000' & exit 0", 1);
    assertEquals(0, shell.waitFor());
    assertFalse(ProcessTree.hasEnded(seen.getLast()));
    assertEquals(1, tree.end(LONG));
    assertAllEnded();
  }

  @Test
  void aProgramIsStartedAsItWouldBeWithoutATree() throws Exception {
    var command = List.of("sh", "-c", "echo $$; echo \"$0 $1\"; exit 3", "- a  $b *", "");
    var builder = new ProcessBuilder(command);
    Process process = tree.start(builder);
    assertEquals(
        List.of(Long.toString(process.pid()), "- a  $b * "),
        process.inputReader().lines().toList());
    assertEquals("", new String(process.getErrorStream().readAllBytes()));
    assertEquals(3, process.waitFor());
    assertEquals(command, builder.command());
  }

  @Test
  void processesStartedDuringTheGracePeriodAreEnded() throws Exception {
    Process shell = sh("trap 'sleep 1000 & echo $!; exit' TERM; echo up; sleep 1000 & wait");
    assertEquals("up", shell.inputReader().readLine());
    tree.end(Duration.ofMillis(200));
    long pid = Long.parseLong(shell.inputReader().readLine());
    ProcessHandle.of(pid).ifPresent(seen::add);
    assertAllEnded();
  }

  @Test
  void aTreeDoesNotEndAnother() throws Exception {
    var builder = new ProcessBuilder("sleep", "1000");
    Process mine = tree.start(builder);
    try (var other = new ProcessTree()) {
      Process others = other.start(builder);
      tree.close();
      assertTrue(ProcessTree.hasEnded(mine.toHandle()));
      assertTrue(others.isAlive());
    }
  }

  @Test
  void anEndedTreeStartsNothing() throws Exception {
    tree.close();
    assertThrows(IllegalStateException.class, () -> sh("exit 0"));
    tree.close();
  }

  @RepeatedTest(5)
  void startsDuringTheEndAreEndedOrRejected() throws Exception {
    var some = new CountDownLatch(8);
    List<ProcessHandle> started = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        pool.submit(() -> {
          for (int n = 0; n < 100; n++) {
            var process = tree.start(new ProcessBuilder("sleep", "1000"));
            synchronized (started) {
              started.add(process.toHandle());
            }
            some.countDown();
          }
          return null;
        });
      }
      some.await(); // processes are being started
      tree.close();
    }
    seen.addAll(started);
    assertAllEnded();
  }

  @Test
  void aProcessThatHasAlreadyEndedIsNotAnError() throws Exception {
    sh("exit 0").waitFor();
    assertEquals(0, tree.end(LONG));
  }

  @Test
  void theErrorNamesAProgramThatDoesNotExist() {
    var builder = new ProcessBuilder("no-such-program");
    var error = assertThrows(IOException.class, () -> tree.start(builder));
    assertTrue(error.getMessage().contains("no-such-program"), error::toString);
  }

  @Test
  void aZombieHasEnded() throws Exception {
    Process shell = sh("sh -c 'exit 0' & echo $!; exec sleep 1000");
    long pid = Long.parseLong(shell.inputReader().readLine());
    var zombie = ProcessHandle.of(pid); // its parent never collects its exit code
    if (zombie.isPresent()) {
      assertTrue(ProcessTree.haveEnded(List.of(zombie.get()), LONG));
    }
  }
}
