package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import showcase.Program;
import showcase.fib.FibServer;
import showcase.fib.Limits;
import showcase.fib.Workers;

/** Tests {@code load} with servers that answer correctly, wrongly, not at all, or do not exist. */
class LoadCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int load(int port, String... options) {
    List<String> args = new ArrayList<>(List.of("load", "--port", "" + port, "--warm-up", "0"));
    args.addAll(List.of(options));
    return execute(args.toArray(String[]::new));
  }

  private int execute(String... args) {
    return Main.execute(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private static FibServer server() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return FibServer.start(
        address, FibServer.Edition.VIRTUAL, Workers.Kind.INLINE, Limits.DEFAULTS, line -> {});
  }

  @Test
  void jsonHasTheMeasuredFigures() throws Exception {
    try (var server = server()) {
      int code =
          load(
              server.port(),
              "--connections",
              "5",
              "--active",
              "4",
              "--hogs",
              "1",
              "--hog-n",
              "15",
              "--n",
              "10",
              "--requests",
              "500",
              "--json");
      assertEquals(0, code, err::toString);
    }
    assertEquals(1, out.toString().lines().count());
    JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertEquals(6, json.get("connections").getAsInt());
    assertEquals(5, json.get("served").getAsInt());
    assertEquals(4, json.get("active").getAsInt());
    assertEquals(10, json.get("n").getAsInt());
    assertEquals(1, json.get("hogs").getAsInt());
    assertEquals(15, json.get("hogN").getAsInt());
    assertEquals(0, json.get("rate").getAsDouble());
    assertTrue(json.get("seconds").getAsDouble() > 0);
    assertTrue(json.get("answers").getAsLong() >= 500);
    assertTrue(json.get("perSecond").getAsDouble() > 0);
    assertTrue(json.get("hogAnswers").getAsLong() > 0);
    assertEquals(0, json.get("wrong").getAsLong());
    assertEquals(0, json.get("failed").getAsLong());
    assertEquals(
        List.of("p50", "p90", "p99", "p999", "max"),
        List.copyOf(json.getAsJsonObject("latencyMicros").keySet()));
    assertFalse(json.has("firstWrong"));
  }

  @Test
  void textShowsHowManyConnectionsWereServed() throws Exception {
    try (var server = server()) {
      assertEquals(
          0, load(server.port(), "--connections", "3", "--rate", "100", "--requests", "9"));
    }
    String text = out.toString();
    assertTrue(text.startsWith("3 connections, 3 with a correct answer; 9 answers in "), text);
    assertTrue(text.contains("latency in microseconds: p50 "), text);
    assertTrue(text.contains("hogs: 0 answers; wrong: 0; failed: 0"), text);
  }

  @Test
  void aWrongAnswerIsShownAndTheExitCodeIsOne() throws Exception {
    try (var server = new Answering("6766\n")) {
      assertEquals(1, load(server.port(), "--connections", "1", "--n", "20", "--requests", "5"));
      String line = "first wrong answer: fib(20) was answered with 6766";
      assertTrue(out.toString().contains(line), out::toString);
    }
    out.getBuffer().setLength(0);
    try (var server = new Answering("error: busy\n")) {
      String[] options = {"--connections", "1", "--n", "20", "--requests", "5", "--json"};
      assertEquals(1, load(server.port(), options));
      JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
      String expected = "fib(20) was answered with error: busy";
      assertEquals(expected, json.get("firstWrong").getAsString());
      assertEquals(5, json.get("wrong").getAsInt());
    }
  }

  @Test
  void aSilentServerIsAFailure() throws Exception {
    try (var silent = new Answering("")) {
      assertEquals(1, load(silent.port(), "--connections", "1", "--seconds", "1"));
      String last = err.toString().lines().toList().getLast();
      assertEquals("showcase: no correct answer in 1.0 s", last);
    }
  }

  @Test
  void idleConnectionsNeedNoAnswer() throws Exception {
    try (var server = server()) {
      int code =
          load(server.port(), "--connections", "2", "--active", "0", "--seconds", "1", "--json");
      assertEquals(0, code, err::toString);
      assertTrue(out.toString().startsWith("{\"connections\":2,\"served\":0,"), out::toString);
    }
  }

  @Test
  void aPortWhereNothingListensPrintsOneLine() throws Exception {
    int port = Program.freePort();
    assertEquals(1, load(port));
    String expected = "showcase: cannot load 127.0.0.1:%d: Connection refused%n";
    assertEquals(expected.formatted(port), err.toString());
    assertEquals("", out.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--connections 0       | --connections must be a whole number from 1 to 1000000, not '0'",
        "--active 65           | --active must be at most --connections, 64, not '65'",
        "--active 0 --rate 1   | --active must be from 1 to 64 with --rate or --requests, not '0'",
        "--active 0 --requests 1 | --active must be from 1 to 64 with --rate or --requests, not '0'",
        "--n 93                | --n must be a whole number from 1 to 92, not '93'",
        "--hogs -1             | --hogs must be a whole number from 0 to 1000000, not '-1'",
        "--hog-n 0             | --hog-n must be a whole number from 1 to 92, not '0'",
        "--seconds 0           | --seconds must be a whole number from 1 to 86400, not '0'",
        "--requests 0          | --requests must be a whole number from 1 to 1000000000, not '0'",
        "--warm-up -1          | --warm-up must be a whole number from 0 to 86400, not '-1'",
        "--rate NaN            | --rate must be a number from 0 to 1000000, not 'NaN'",
        "--rate -1             | --rate must be a number from 0 to 1000000, not '-1'",
        "--rate Infinity       | --rate must be a number from 0 to 1000000, not 'Infinity'",
        "--port 0              | --port must be a whole number from 1 to 65535, not '0'",
        "--host no.such.host.invalid | --host must be a known host, not 'no.such.host.invalid'",
      })
  void wrongUsagePrintsOneLine(String options, String message) {
    assertEquals(2, execute(("load " + options).split(" ")));
    assertEquals("showcase: " + message, err.toString().strip());
    assertEquals("", out.toString());
  }

  /** Answers each line of one client with the same text. */
  private static final class Answering implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    Answering(String answer) throws IOException {
      Thread.ofPlatform().start(() -> serve(answer));
    }

    int port() {
      return listener.getLocalPort();
    }

    private void serve(String answer) {
      try (Socket client = listener.accept();
          var lines = new BufferedReader(new InputStreamReader(client.getInputStream()))) {
        while (lines.readLine() != null) {
          client.getOutputStream().write(answer.getBytes());
        }
      } catch (IOException e) {
        // the test is over
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
