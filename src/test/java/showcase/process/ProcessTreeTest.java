package showcase.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessTreeTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  /** A shell with a child and a grandchild that sleep, each process id printed by its shell. */
  private static Process shell(String trap) throws IOException {
    String inner = trap + " sleep 1000 & echo $!; wait";
    String script = "%s sh -c '%s' & echo $!; wait".formatted(trap, inner);
    return new ProcessBuilder("sh", "-c", script).start();
  }

  private static List<ProcessHandle> tree(Process shell) throws IOException {
    List<ProcessHandle> tree = new ArrayList<>(List.of(shell.toHandle()));
    for (int i = 0; i < 2; i++) {
      long pid = Long.parseLong(shell.inputReader().readLine());
      tree.add(ProcessHandle.of(pid).orElseThrow());
    }
    return tree;
  }

  private static void assertEnded(List<ProcessHandle> tree) {
    assertEquals(3, tree.size());
    assertTrue(tree.stream().allMatch(ProcessTree::hasEnded), tree::toString);
  }

  @Test
  void politenessIsEnoughForMost() throws Exception {
    Process shell = shell("");
    var tree = tree(shell);
    assertTrue(ProcessTree.end(shell.toHandle(), LONG));
    assertEnded(tree);
    assertEquals(128 + 15, shell.waitFor());
  }

  @Test
  void whoIgnoresItIsKilledAfterTheGracePeriod() throws Exception {
    Process shell = shell("trap \"\" TERM;");
    var tree = tree(shell);
    assertTrue(ProcessTree.end(shell.toHandle(), Duration.ofMillis(200)));
    assertEnded(tree);
  }

  @Test
  void noGraceKillsAtOnce() throws Exception {
    Process shell = shell("");
    var tree = tree(shell);
    assertTrue(ProcessTree.end(shell.toHandle(), Duration.ZERO));
    assertEnded(tree);
    assertEquals(128 + 9, shell.waitFor());
  }

  @Test
  void anInterruptInTheGracePeriodKills() throws Exception {
    Process shell = shell("trap \"\" TERM;");
    var tree = tree(shell);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> ProcessTree.end(shell.toHandle(), LONG));
    shell.waitFor();
    assertTrue(ProcessTree.end(tree.get(1), LONG));
    assertTrue(ProcessTree.end(tree.get(2), LONG));
    assertEnded(tree);
  }

  /** While it is ended, the shell starts one process after another, and prints each id. */
  @RepeatedTest(20)
  void whatIsJustBeingStartedIsEndedAsWell() throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "while :; do sleep 1000 & echo $!; done").start();
    var first = shell.inputReader().readLine();
    assertTrue(ProcessTree.end(shell.toHandle(), Duration.ZERO));
    var pids = Stream.concat(Stream.of(first), shell.inputReader().lines()).toList();
    var alive =
        pids.stream()
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
            .filter(process -> !ProcessTree.hasEnded(process))
            .toList();
    alive.forEach(ProcessHandle::destroyForcibly);
    assertEquals(List.of(), alive);
  }

  @Test
  void aProcessThatHasEndedIsNoError() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    assertTrue(ProcessTree.end(process.toHandle(), LONG));
  }
}
