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
  private static final int GRACE_SECONDS = 4;
  private static final int PATIENCE_SECONDS = 1;
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;

  private Path up; // has the process id once the process is up
  private LaunchedJvm launched;
  private FutureTask<Integer> exitCode;

  @BeforeEach
  void start() throws Exception {
    up = folder.resolve("up");
    String script = "trap 'sleep 3; exit 7' TERM; echo $$ > \"$0\"; while :; do sleep 0.1; done";
    var builder = new ProcessBuilder("sh", "-c", script, up.toString());
    launched = LaunchedJvm.listening(GRACE_SECONDS, PATIENCE_SECONDS);
    exitCode = new FutureTask<>(() -> launched.run(builder));
    Thread.ofPlatform().daemon().start(exitCode);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(up) && Files.size(up) > 0);
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
  void aConnectedJvmThatTakesLongerThanItsGraceIsKilled() throws Exception {
    try (Socket lifeline = connect()) {
      var stop = new ProcessBuilder("sh", "-c", "kill -STOP $(cat \"$0\")", up.toString());
      assertEquals(0, stop.start().waitFor());
      launched.end();
      assertEquals(KILLED, exitCode(), lifeline::toString);
    }
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
