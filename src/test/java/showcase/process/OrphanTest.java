package showcase.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrphanTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noWorkerOutlivesItsParent(boolean forcibly) throws Exception {
    var command = JavaCommand.of(KilledParent.class.getName()).words();
    Process parent =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<ProcessHandle> workers = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        long pid = Long.parseLong(parent.inputReader().readLine());
        workers.add(ProcessHandle.of(pid).orElseThrow());
      }
      assertTrue(workers.stream().allMatch(ProcessHandle::isAlive));
    } finally {
      if (forcibly) {
        parent.destroyForcibly();
      } else {
        parent.destroy();
      }
    }
    assertTrue(parent.waitFor(30, TimeUnit.SECONDS));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> workers.stream().allMatch(ProcessTree::hasEnded));
  }
}
