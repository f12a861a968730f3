package showcase.fib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests what the load client counts, and that it notices wrong answers and stalls. */
class LoadClientTest {

  private static LoadResult run(int port, Load load) throws IOException, InterruptedException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return LoadClient.run(address, load, line -> {});
  }

  private static Load load(int active, int hogs, long requests, long millis, double rate) {
    return new Load(
        10, active, 20, hogs, 25, requests, Duration.ofMillis(millis), Duration.ZERO, rate);
  }

  @Test
  void aClosedLoopEndsAfterTheGivenNumberOfAnswers() throws Exception {
    try (var server =
        Servers.start(FibServer.Edition.VIRTUAL, Workers.Kind.PLATFORM, new TestLimits())) {
      LoadResult result = run(server.port(), load(4, 2, 1_000, 60_000, 0));
      assertTrue(result.answers() >= 1_000 && result.answers() < 1_100, result::toString);
      assertEquals(12, result.connected());
      assertEquals(0, result.wrong() + result.failed());
      assertEquals(result.answers(), result.latency().getTotalCount());
    }
  }

  @Test
  void anOpenLoopSendsRequestsAtItsRate() throws Exception {
    try (var server =
        Servers.start(FibServer.Edition.VIRTUAL, Workers.Kind.PLATFORM, new TestLimits())) {
      LoadResult result = run(server.port(), load(10, 0, 0, 500, 400));
      assertEquals(200, result.latency().getTotalCount());
      assertEquals(0, result.wrong() + result.failed());
    }
  }

  @Test
  void aWrongAnswerIsCountedAndReported() throws Exception {
    try (var server = new OneClientServer("6766\n", 0)) {
      LoadResult result = run(server.port(), oneConnection(0, 200, 0));
      assertTrue(result.wrong() > 0);
      assertEquals(0, result.answers());
      assertEquals("fib(20) was answered with 6766", result.firstWrong());
    }
  }

  // One connection, a request due every 10 ms, and a server that sleeps 300 ms before its first
  // answer: about 30 requests are late, but a closed loop would see only one.
  @Test
  void aStallShowsInEveryRequestThatItDelayed() throws Exception {
    try (var server = new OneClientServer("6765\n", 300)) {
      LoadResult result = run(server.port(), oneConnection(0, 500, 100));
      assertEquals(50, result.latency().getTotalCount());
      assertTrue(result.micros(70) > 50_000, () -> "p70 " + result.micros(70));
    }
  }

  @Test
  void anOpenLoopEndsAfterTheGivenNumberOfRequestsAndTheirAnswers() throws Exception {
    try (var server = new OneClientServer("6765\n", 300)) {
      LoadResult result = run(server.port(), oneConnection(5, 60_000, 100));
      assertEquals(5, result.answers());
      assertEquals(0, result.wrong() + result.failed());
      assertTrue(result.seconds() < 30, result::toString);
    }
  }

  // One request is under way, and there is no free connection for the others.
  @Test
  void requestsThatWereNeverSentCountAsFailed() throws Exception {
    try (ServerSocket silent = listener()) {
      var address = (InetSocketAddress) silent.getLocalSocketAddress();
      Load load = oneConnection(0, 300, 100);
      LoadResult result = LoadClient.run(address, load, line -> {}, 10, Duration.ofMillis(100));
      assertEquals(30, result.failed());
      assertEquals(0, result.answers() + result.served());
      assertEquals(30, result.latency().getTotalCount(), "each has waited");
      assertTrue(result.micros(1) > 100_000, () -> "p1 " + result.micros(1));
    }
  }

  @Test
  void theRunEndsIfItsOnlyConnectionBreaks() throws Exception {
    try (ServerSocket listener = listener()) {
      Thread.ofPlatform().start(() -> answerUnasked(listener, ""));
      LoadResult result = run(listener.getLocalPort(), oneConnection(0, 60_000, 0));
      assertEquals(1, result.failed(), result::toString);
      assertTrue(result.seconds() < 30, result::toString);
    }
  }

  // Whether or not a request was sent before it broke, it fails once, and the others go on.
  @Test
  void inAnOpenLoopNoRequestWaitsForABrokenConnection() throws Exception {
    try (var server = new OneClientServer("6765\n", 0, 1)) {
      var load = new Load(2, 2, 20, 0, 25, 0, Duration.ofMillis(300), Duration.ZERO, 100);
      LoadResult result =
          assertTimeout(Duration.ofSeconds(8), () -> run(server.port(), load)); // not 10 s longer
      assertEquals(1, result.failed(), result::toString);
      assertEquals(1, result.served());
      assertTrue(result.answers() >= 28, result::toString);
    }
  }

  @Test
  void anAnswerWithoutARequestIsWrong() throws Exception {
    try (ServerSocket listener = listener()) {
      Thread.ofPlatform().start(() -> answerUnasked(listener, "6765\n"));
      var load = new Load(1, 0, 20, 0, 25, 0, Duration.ofMinutes(1), Duration.ZERO, 0);
      LoadResult result = run(listener.getLocalPort(), load);
      assertEquals(1, result.wrong());
      assertEquals("unexpected answer without a request: 6765", result.firstWrong());
    }
  }

  @Test
  void whenASourceAddressIsUsedUpTheNextOneIsUsed() throws Exception {
    try (ServerSocket server = listener()) {
      var address = (InetSocketAddress) server.getLocalSocketAddress();
      var load = new Load(3, 0, 20, 0, 25, 0, Duration.ofMillis(100), Duration.ZERO, 0);
      LoadClient.run(address, load, line -> {}, 1, Duration.ZERO);
      for (String peer : new String[] {"127.0.0.1", "127.0.0.2", "127.0.0.3"}) {
        try (Socket client = server.accept()) {
          assertEquals(peer, client.getInetAddress().getHostAddress());
        }
      }
    }
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
  }

  private static void answerUnasked(ServerSocket listener, String answer) {
    try (Socket client = listener.accept()) {
      client.getOutputStream().write(answer.getBytes());
    } catch (IOException e) {
      // the test is over
    }
  }

  private static Load oneConnection(long requests, long millis, double rate) {
    return new Load(1, 1, 20, 0, 25, requests, Duration.ofMillis(millis), Duration.ZERO, rate);
  }

  /** Gives one client a fixed answer, the first one late, after hanging up on other clients. */
  private static final class OneClientServer implements AutoCloseable {
    private final ServerSocket listener = listener();

    OneClientServer(String answer, long stallMillis) throws IOException {
      this(answer, stallMillis, 0);
    }

    OneClientServer(String answer, long stallMillis, int turnedAway) throws IOException {
      Thread.ofPlatform().start(() -> serve(answer.getBytes(), stallMillis, turnedAway));
    }

    int port() {
      return listener.getLocalPort();
    }

    private void serve(byte[] answer, long stallMillis, int turnedAway) {
      for (int i = 0; i < turnedAway; i++) {
        answerUnasked(listener, "");
      }
      try (Socket client = listener.accept()) {
        boolean first = true;
        while (client.getInputStream().read() >= 0) {
          if (client.getInputStream().read() < 0 || client.getInputStream().read() < 0) {
            return;
          }
          if (first) {
            TimeUnit.MILLISECONDS.sleep(stallMillis);
            first = false;
          }
          client.getOutputStream().write(answer);
        }
      } catch (IOException | InterruptedException e) {
        // the test is over
      }
    }

    @Override
    public void close() throws IOException {
      listener.close(); // the thread ends with its client, or because this wakes it
    }
  }
}
