package showcase;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.Program.Result;

/** Tests the packed jar's server under load from the packed jar's client. */
class ServeIT {

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void aServerInAJvmOfItsOwnServesAndEndsWithItsLauncher(Path home) throws Exception {
    try (Program server = Program.showcase(home, "serve", "--port", "0")) {
      await().atMost(60, SECONDS).until(() -> server.outSoFar().contains(" grace"));
      String out = server.outSoFar();
      List<ProcessHandle> started = server.process().descendants().toList();

      assertTrue(out.contains("-XX:+UseSerialGC"), out);
      assertTrue(out.contains("-XX:Tier0BackedgeNotifyFreqLog=4"), out);
      assertEquals(Program.release(home) >= 25, out.contains("-XX:+UseCompactObjectHeaders"), out);
      String port = out.lines().findFirst().orElseThrow().replaceAll(".*:", "");
      Result load = Program.run(home, "load", "--port", port, "--n", "21", "--requests", "100");
      assertEquals(0, load.code(), load.out() + load.err());

      server.signal("TERM");
      Result result = server.result();
      assertEquals(0, result.code());
      assertEquals("", result.err());
      assertTrue(started.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void theUsersOwnJvmFlagsAreKept(Path home) throws Exception {
    List<String> command = Program.command(home, "serve", "--port", "0", "--workers", "inline");
    command.add(1, "-XX:+UseParallelGC");
    try (Program server = Program.start(command)) {
      await().atMost(60, SECONDS).until(() -> server.outSoFar().contains(" grace"));

      assertTrue(server.outSoFar().contains("-XX:+UseParallelGC\n"), server.outSoFar());
      assertEquals(0, server.process().descendants().count());
    }
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void stoppedAsSoonAsItsPortIsOpenItExitsNormally(Path home) throws Exception {
    int port = Program.freePort();
    List<String> command =
        Program.command(home, "serve", "--port", Integer.toString(port), "--workers", "inline");
    command.add(1, "-Xmn32m"); // with a flag, there is no launcher in between
    try (Program server = Program.start(command)) {
      await()
          .pollDelay(ZERO)
          .pollInterval(ofMillis(1))
          .atMost(60, SECONDS)
          .until(() -> accepts(port));
      server.process().destroy();

      Result result = server.result();
      assertEquals("", result.err());
      assertEquals(0, result.code());
    }
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
