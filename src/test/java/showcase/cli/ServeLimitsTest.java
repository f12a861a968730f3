package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.Program;

/** Tests {@code serve} in child processes that run out of threads, time or readers. */
@Tag("once")
class ServeLimitsTest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path folder;

  /** Starts {@code serve} from a shell that first runs these commands. */
  private Process serve(String first, List<String> flags, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", first + "; exec \"$@\"", "serve"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("--enable-preview", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("showcase.cli.Main", "serve"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private int port() throws IOException {
    return Integer.parseInt(read("out").lines().findFirst().orElseThrow().replaceAll(".*:", ""));
  }

  private boolean listens() throws IOException {
    return read("out").contains("listening on");
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
  }

  private static String ask(int port, String line) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
      socket.getOutputStream().write((line + "\n").getBytes());
      return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
    }
  }

  /**
   * With 1 GiB for each stack, a limit of the address space is one of the threads, also for root. In
   * each case, the server serves, or it ends with one line.
   */
  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void withTooFewThreadsItDoesNotStart(String edition) throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the shell cannot limit memory");
    List<String> flags =
        List.of(
            "-Xss1g",
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:CompressedClassSpaceSize=16m");
    String[] options = {"--port", "0", "--edition", edition, "--workers", "platform"};
    int refused = 0;
    boolean served = false;
    for (int gigabytes = 10; gigabytes <= 40 && !served; gigabytes += 2) {
      Process server = serve("ulimit -v " + (gigabytes << 20), flags, options);
      try {
        Awaitility.await()
            .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .until(() -> !server.isAlive() || listens());
        if (server.isAlive()) {
          served = true;
        } else {
          assertEquals(1, server.exitValue());
          String err = read("err");
          if (err.contains("showcase: cannot ")) {
            refused++;
            assertEquals(1, err.lines().count(), err);
          }
        }
      } finally {
        server.destroyForcibly().waitFor();
      }
    }
    assertTrue(served, "it never started");
    assertTrue(refused > 0, "no thread was refused");
  }

  /**
   * Half lines of thousands of clients fill the heap. The server serves again when they have left, or
   * it has ended with a line; in between, it may need some time.
   */
  @Test
  void outOfMemoryItServesLaterOrSaysWhyItEnds() throws Exception {
    String[] options = {
      "--port", "0", "--edition", "virtual-poller", "--workers", "platform", "--line-time", "3"
    };
    Process server = serve("ulimit -n 20000", List.of("-Xmx24m", "-XX:+UseSerialGC"), options);
    List<Socket> clients = new ArrayList<>();
    try {
      Awaitility.await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(this::listens);
      int port = port();
      try {
        while (clients.size() < 12_000) {
          var client = new Socket();
          clients.add(client);
          client.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
          client.getOutputStream().write('2');
        }
      } catch (IOException e) {
        // it accepts no more for now, or it has ended
      }
      for (Socket client : clients) {
        client.close();
      }
      Awaitility.await()
          .ignoreExceptions()
          .atMost(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> !server.isAlive() || ask(port, "20").equals("6765"));
      if (!server.isAlive()) {
        assertEquals(1, server.exitValue());
        assertTrue(read("err").contains("showcase: "), read("err"));
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void neitherOutputNeedsAReader() throws Exception {
    int port = Program.freePort();
    String full = "head -c 65536 /dev/zero; head -c 65536 /dev/zero >&2";
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", full + "; exec \"$@\"", "serve"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-preview", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("showcase.cli.Main", "serve", "--port", "" + port));
    command.addAll(List.of("--workers", "platform", "--stats", "1"));
    Process server = new ProcessBuilder(command).start(); // pipes that nobody reads
    try {
      Awaitility.await()
          .ignoreExceptions()
          .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> ask(port, "25").equals("75025"));
      Thread.sleep(1_500); // until the first line of metrics is due
      assertEquals("6765", ask(port, "20"));
      signal(server, "TERM");
      assertTrue(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
      assertEquals(0, server.exitValue());
    } finally {
      server.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"selector", "platform", "virtual", "virtual-poller"})
  void whatArrivedWhileItWasStoppedIsReadBeforeTimeLimitsCount(String edition) throws Exception {
    Process server = serve(":", List.of(), "--port", "0", "--edition", edition, "--line-time", "4");
    List<Socket> clients = new ArrayList<>();
    try {
      Awaitility.await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(this::listens);
      assertEquals("55", ask(port(), "10"));
      for (int i = 0; i < 10; i++) {
        var client = new Socket("127.0.0.1", port());
        client.setSoTimeout(PATIENCE_SECONDS * 1_000);
        clients.add(client);
      }
      long start = System.nanoTime();
      for (Socket client : clients) {
        client.getOutputStream().write('2');
      }
      assertEquals("55", ask(port(), "10")); // so it has read the others' first bytes
      signal(server, "STOP");
      for (Socket client : clients) {
        client.getOutputStream().write("0\n".getBytes());
      }
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assumeTrue(millis < 3_000, "too slow: the time limit may have passed before");
      Thread.sleep(5_000); // the time limit passes
      signal(server, "CONT");
      for (Socket client : clients) {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream()));
        assertEquals("6765", lines.readLine());
      }
    } finally {
      for (Socket client : clients) {
        client.close();
      }
      server.destroyForcibly();
    }
  }

  @Test
  void anAddressOfIpv6IsShownInBrackets() throws Exception {
    assumeTrue(hasIpv6(), "there is no IPv6 here");
    Process server = serve(":", List.of(), "--host", "::1", "--port", "0", "--workers", "inline");
    try {
      Awaitility.await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(this::listens);
      assertTrue(read("out").startsWith("listening on [::1]:"), read("out"));
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void anAddressFamilyThatIsSwitchedOffIsNamed() throws Exception {
    var flags = List.of("-Djava.net.preferIPv4Stack=true");
    Process server = serve(":", flags, "--host", "::1", "--port", "5566");
    assertTrue(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(1, server.exitValue());
    assertEquals(
        "showcase: cannot listen on [::1]:5566: there is no IPv6 here, or it is switched off\n",
        read("err"));
  }

  private static boolean hasIpv6() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
