package showcase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends a process that takes longer to clean up than the launcher's patience. */
@Tag("once")
class LaunchedJvmTest {
  private static final int PATIENCE_SECONDS = 1;
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;

  private LaunchedJvm launched;
  private FutureTask<Integer> exitCode;

  @BeforeEach
  void start() throws Exception {
    Path up = folder.resolve("up");
    String script = "trap 'sleep 3; exit 7' TERM; touch \"$0\"; while :; do sleep 0.1; done";
    var builder = new ProcessBuilder("sh", "-c", script, up.toString());
    launched = LaunchedJvm.listening(PATIENCE_SECONDS);
    exitCode = new FutureTask<>(() -> launched.run(builder));
    Thread.ofPlatform().daemon().start(exitCode);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(up));
  }

  @AfterEach
  void hasEnded() {
    assertTrue(exitCode.isDone());
  }

  private int exitCode() throws Exception {
    return exitCode.get(1, TimeUnit.MINUTES);
  }

  private Socket connect() throws Exception {
    return new Socket(InetAddress.getLoopbackAddress(), launched.port());
  }

  @Test
  void aConnectedJvmHasTheTimeThatItTakesToCleanUp() throws Exception {
    Thread end;
    try (Socket lifeline = connect()) {
      end = Thread.ofPlatform().start(launched::end);
      assertEquals(7, exitCode(), lifeline::toString);
    }
    assertTrue(end.join(Duration.ofMinutes(1)));
  }

  @Test
  void aJvmThatHasCleanedUpIsKilledIfItDoesNotEnd() throws Exception {
    connect().close();
    launched.end();
    assertEquals(KILLED, exitCode());
  }

  @Test
  void aJvmThatHasNotReachedTheProgramIsKilled() throws Exception {
    launched.end();
    assertEquals(KILLED, exitCode());
  }
}
