package showcase.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.Program;
import showcase.fib.Load;
import showcase.fib.LoadClient;
import showcase.fib.LoadResult;

/** Tests {@code serve} as a child process: its exit, its descriptors, and other clients. */
class ServeCommandTest {
  private static final int PATIENCE_SECONDS = 30;

  private static final List<String> ONE_CARRIER =
      List.of("-Djdk.virtualThreadScheduler.parallelism=1");

  // The names documented in docs/fib-server.md.
  private static final List<String> ERRORS =
      List.of(
          "EMPTY_LINE",
          "NOT_A_NUMBER",
          "OUT_OF_RANGE",
          "LINE_TOO_LONG",
          "BUSY",
          "TIME_LIMIT",
          "WORKER_FAILED",
          "STOPPING",
          "IDLE",
          "SLOW_LINE",
          "SLOW_READER",
          "VANISHED",
          "NO_RESOURCES");

  @TempDir private Path folder;

  /** A server in a child process with a limit on its descriptors. */
  private final class Child implements AutoCloseable {
    final Process process;
    final int port;
    final Path log = folder.resolve("log");

    Child(int descriptors, String... options) throws IOException {
      this(descriptors, List.of(), options);
    }

    Child(int descriptors, List<String> flags, String... options) throws IOException {
      List<String> command = new ArrayList<>();
      String limit = "ulimit -n %d; exec \"$@\"".formatted(descriptors);
      command.addAll(List.of("sh", "-c", limit, "serve"));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(flags);
      command.addAll(List.of("--enable-preview", "-cp", System.getProperty("java.class.path")));
      command.addAll(List.of("showcase.cli.Main", "serve"));
      command.addAll(List.of(options));
      process =
          new ProcessBuilder(Program.withDefaultSigint(command))
              .redirectError(log.toFile())
              .start();
      String listening = process.inputReader().readLine();
      assertTrue(listening != null, () -> "no server: " + read(log));
      port = Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
    }

    int exitCode() throws InterruptedException {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
      return process.exitValue();
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String ask(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes());
    return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
  }

  @ParameterizedTest
  @CsvSource({
    "TERM, virtual",
    "INT, virtual",
    "TERM, virtual-poller",
    "TERM, platform",
    "TERM, selector"
  })
  void onASignalItAnswersRunningRequestsAndExitsWithZero(String signal, String edition)
      throws Exception {
    try (var child = new Child(1_000, "--port", "0", "--edition", edition);
        var idle = new Socket("127.0.0.1", child.port);
        var busy = new Socket("127.0.0.1", child.port)) {
      assertEquals("6765", ask(busy, "20"));
      assertEquals("55", ask(idle, "10"));
      var workers = child.process.descendants().toList();
      busy.getOutputStream().write("40\n20\n".getBytes());
      await().until(() -> computing(workers));
      new ProcessBuilder("kill", "-" + signal, "" + child.process.pid()).start().waitFor();
      var lines = new BufferedReader(new InputStreamReader(busy.getInputStream()));
      assertEquals("102334155", lines.readLine());
      assertEquals("6765", lines.readLine());
      assertEquals(0, child.exitCode());
      assertTrue(workers.stream().noneMatch(ProcessHandle::isAlive));
      assertEquals("", read(child.log));
    }
  }

  /**
   * On a single carrier, threads that are always ready to run could starve all others. Here these
   * are the sessions whose clients send without a pause, and the poller if there is one. The session
   * that waits for a worker is woken by another thread.
   */
  @ParameterizedTest
  @ValueSource(strings = {"virtual", "virtual-poller"})
  void onOneCarrierAFloodStarvesNoOtherClient(String edition) throws Exception {
    String[] options = {"--port", "0", "--edition", edition, "--workers", "platform"};
    List<Socket> floods = new ArrayList<>();
    try (var child = new Child(1_000, ONE_CARRIER, options);
        var patient = new Socket("127.0.0.1", child.port);
        var threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < 8; i++) {
        var flood = new Socket("127.0.0.1", child.port);
        floods.add(flood);
        threads.submit(() -> flood.getInputStream().transferTo(OutputStream.nullOutputStream()));
        threads.submit(() -> {
          while (true) {
            flood.getOutputStream().write("1\n".repeat(1_000).getBytes());
          }
        });
      }
      patient.setSoTimeout(PATIENCE_SECONDS * 1_000);
      try {
        for (int i = 0; i < 20; i++) {
          assertEquals("10946", ask(patient, "21"));
        }
      } finally {
        for (Socket flood : floods) {
          flood.close();
        }
      }
      child.process.destroy();
      assertEquals(0, child.exitCode());
    }
  }

  /**
   * All sessions woken by workers get their turns together, not one at a time between two rounds of
   * the flood. When they got one at a time, the flood received 90 answers for each of theirs; now
   * it receives 13.
   */
  @ParameterizedTest
  @ValueSource(strings = {"virtual", "virtual-poller"})
  void onOneCarrierAFloodLeavesTurnsForManyClients(String edition) throws Exception {
    String[] options = {"--port", "0", "--edition", edition, "--workers", "platform"};
    try (var child = new Child(1_000, ONE_CARRIER, options)) {
      var server = new InetSocketAddress("127.0.0.1", child.port);
      Duration second = Duration.ofSeconds(1);
      var load = new Load(200, 200, 1, 32, 21, 0, second.multipliedBy(2), second, 0);

      LoadResult result = LoadClient.run(server, load, line -> {});

      assertEquals(0, result.wrong());
      assertTrue(
          result.answers() < 60 * result.hogAnswers(),
          result.answers() + " answers beside " + result.hogAnswers());
    }
  }

  // A worker that has used more CPU time than its start takes has begun with the request.
  private static boolean computing(List<ProcessHandle> workers) {
    return workers.stream()
        .map(worker -> worker.info().totalCpuDuration())
        .anyMatch(time -> time.isPresent() && time.get().toMillis() > 150);
  }

  @Test
  void aPortInUsePrintsOneLineAndExitsWithOne() throws Exception {
    try (var child = new Child(1_000, "--port", "0")) {
      var out = new StringWriter();
      var err = new StringWriter();
      String[] command = {"serve", "--port", "" + child.port};
      int code = Main.execute(command, new PrintWriter(out), new PrintWriter(err, true));
      assertEquals(1, code);
      assertEquals("", out.toString());
      String expected = "showcase: cannot listen on 127.0.0.1:%d: Address already in use%n";
      assertEquals(expected.formatted(child.port), err.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "virtual-poller", "platform", "selector"})
  void whenOutOfDescriptorsItKeepsRunningAndAcceptsAgainLater(String edition) throws Exception {
    String[] options = {"--port", "0", "--edition", edition, "--workers", "platform"};
    try (var child = new Child(120, options)) {
      List<Socket> sockets = new ArrayList<>();
      sockets.add(new Socket("127.0.0.1", child.port));
      assertEquals("6765", ask(sockets.getFirst(), "20")); // loading classes needs descriptors
      for (int i = 0; i < 150; i++) {
        sockets.add(new Socket("127.0.0.1", child.port)); // the last ones wait in the backlog
      }
      Socket served = sockets.getFirst();
      Socket waiting = sockets.getLast();
      await().until(() -> read(child.log).contains("cannot accept connections for now"));
      assertEquals("6765", ask(served, "20"));
      waiting.getOutputStream().write("10\n".getBytes());
      waiting.setSoTimeout(500); // long enough for several attempts
      try {
        assertEquals(-1, waiting.getInputStream().read(), "there was a descriptor left over");
      } catch (SocketTimeoutException e) {
        // as expected
      }
      assertEquals(1, read(child.log).lines().count(), () -> read(child.log));

      for (Socket socket : sockets.subList(1, 100)) {
        socket.close();
      }
      waiting.setSoTimeout(PATIENCE_SECONDS * 1_000);
      assertEquals('5', waiting.getInputStream().read());
      assertEquals("6765", ask(served, "20"));
      assertTrue(read(child.log).lines().count() <= 4, () -> read(child.log));
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void itAnswersNetcatAndPython() throws Exception {
    assumeTrue(isInstalled("nc") || isInstalled("python3"));
    try (var child = new Child(1_000, "--port", "0", "--workers", "inline")) {
      if (isInstalled("nc")) {
        Process nc = new ProcessBuilder("nc", "127.0.0.1", "" + child.port).start();
        nc.outputWriter().append("20\n10\n").flush();
        assertEquals("6765", nc.inputReader().readLine());
        assertEquals("55", nc.inputReader().readLine());
        nc.destroy(); // implementations of netcat differ in when they exit
      }
      if (isInstalled("python3")) {
        String program =
            "import socket; s = socket.create_connection(('127.0.0.1', %d)); s.sendall(b'20\\n');"
                + " print(s.makefile().readline(), end='')";
        assertEquals("6765\n", output("python3", "-c", program.formatted(child.port)));
      }
    }
  }

  @Test
  void statsPrintsALineOfMetricsEachSecond() throws Exception {
    String[] options = {"--port", "0", "--workers", "inline", "--stats", "1"};
    try (var child = new Child(1_000, options);
        var socket = new Socket("127.0.0.1", child.port)) {
      assertEquals("6765", ask(socket, "20"));
      assertEquals("error: not a number", ask(socket, "x"));
      String line =
          "connections 1, requests 1, p50 \\d+ us, p99 \\d+ us, computing 0, waiting 0,"
              + " errors \\{NOT_A_NUMBER=1}";
      await().until(() -> read(child.log).lines().anyMatch(each -> each.matches(line)));
    }
  }

  @Test
  void jmxHasAllDocumentedAttributes() throws Exception {
    var out = new StringWriter();
    var err = new StringWriter();
    String[] command = {"serve", "--port", "0", "--workers", "inline"};
    Thread server =
        Thread.ofPlatform()
            .start(() -> Main.execute(command, new PrintWriter(out), new PrintWriter(err, true)));
    try {
      var beans = ManagementFactory.getPlatformMBeanServer();
      var all = new ObjectName("showcase:type=FibServer,port=*");
      await().until(() -> beans.queryNames(all, null).size() == 1);
      ObjectName bean = beans.queryNames(all, null).iterator().next();
      try (var socket = new Socket("127.0.0.1", Integer.parseInt(bean.getKeyProperty("port")))) {
        assertEquals("6765", ask(socket, "20"));
        assertEquals("error: empty line", ask(socket, ""));
        await().until(() -> beans.getAttribute(bean, "Requests").equals(1L));
        assertEquals(1L, beans.getAttribute(bean, "Connections"));
        assertEquals(1L, beans.getAttribute(bean, "Accepted"));
        assertEquals("inline", beans.getAttribute(bean, "Workers"));
        assertEquals(0, beans.getAttribute(bean, "Computing"));
        assertEquals(0, beans.getAttribute(bean, "Waiting"));
        double median = (double) beans.getAttribute(bean, "LatencyMicrosP50");
        double slow = (double) beans.getAttribute(bean, "LatencyMicrosP99");
        double slowest = (double) beans.getAttribute(bean, "LatencyMicrosMax");
        assertTrue(median <= slow && slow <= slowest && slowest > 0);
        var errors = (TabularData) beans.getAttribute(bean, "Errors");
        for (String name : ERRORS) {
          long expected = name.equals("EMPTY_LINE") ? 1 : 0;
          assertEquals(expected, errors.get(new Object[] {name}).get("value"), name);
        }
        assertEquals(ERRORS.size(), errors.size());
      }
    } finally {
      server.interrupt();
      server.join();
    }
    assertEquals("", err.toString());
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String output(String... command) throws IOException {
    try (var reader = new ProcessBuilder(command).start().inputReader()) {
      return String.join("\n", reader.lines().toList()) + "\n";
    }
  }
}
