package showcase.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PidFileTest {

  @Test
  void distinguishesRunningFromEndedProcesses() throws Exception {
    try (var pids = new PidFile()) {
      assertEquals("0 ended, 0 still run", pids.summary());
      var script = "sleep 1000 & echo $! >> \"$0\"; echo $$ >> \"$0\"";
      Process shell = new ProcessBuilder(pids.sh(script)).start();
      pids.await(2);
      assertEquals(shell.pid(), pids.pids().getLast());
      assertTrue(ProcessTree.haveEnded(List.of(shell.toHandle()), Duration.ofSeconds(30)));
      assertEquals("1 ended, 1 still run", pids.summary());
    }
  }

  @Test
  void closeLeavesNoProcessAndNoFile() throws Exception {
    var pids = new PidFile();
    Process shell = new ProcessBuilder(pids.sh("echo $$ >> \"$0\"; exec sleep 1000")).start();
    pids.await(1);
    pids.close();
    assertEquals(128 + 9, shell.waitFor());
    assertFalse(Files.exists(pids.path()));
  }
}
