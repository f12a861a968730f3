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

/** The load client: what it counts, and that a wrong answer and a stall do not escape it. */
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
  void aClosedLoopEndsAfterSoManyAnswers() throws Exception {
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
  void anOpenLoopAsksAtItsRate() throws Exception {
    try (var server =
        Servers.start(FibServer.Edition.VIRTUAL, Workers.Kind.PLATFORM, new TestLimits())) {
      LoadResult result = run(server.port(), load(10, 0, 0, 500, 400));
      assertEquals(200, result.latency().getTotalCount());
      assertEquals(0, result.wrong() + result.failed());
    }
  }

  @Test
  void aWrongAnswerIsCountedAndShown() throws Exception {
    try (var liar = new OneClientServer("6766\n", 0)) {
      LoadResult result = run(liar.port(), oneConnection(0, 200, 0));
      assertTrue(result.wrong() > 0);
      assertEquals(0, result.answers());
      assertEquals("20 was answered 6766", result.firstWrong());
    }
  }

  // One connection, a request due each 10 ms, and a server that sleeps 300 ms before its first
  // answer: some 30 requests were late, and a closed loop would have seen one.
  @Test
  void aStallShowsInEveryRequestThatItDelayed() throws Exception {
    try (var staller = new OneClientServer("6765\n", 300)) {
      LoadResult result = run(staller.port(), oneConnection(0, 500, 100));
      assertEquals(50, result.latency().getTotalCount());
      assertTrue(result.micros(70) > 50_000, () -> "p70 " + result.micros(70));
    }
  }

  @Test
  void anOpenLoopEndsAfterSoManyRequestsAndWaitsForTheirAnswers() throws Exception {
    try (var staller = new OneClientServer("6765\n", 300)) {
      LoadResult result = run(staller.port(), oneConnection(5, 60_000, 100));
      assertEquals(5, result.answers());
      assertEquals(0, result.wrong() + result.failed());
      assertTrue(result.seconds() < 30, result::toString);
    }
  }

  // One request is under way, and the others find no free connection.
  @Test
  void requestsThatWereNeverSentHaveFailed() throws Exception {
    try (ServerSocket mute = listener()) {
      var address = (InetSocketAddress) mute.getLocalSocketAddress();
      Load load = oneConnection(0, 300, 100);
      LoadResult result = LoadClient.run(address, load, line -> {}, 10, Duration.ofMillis(100));
      assertEquals(30, result.failed());
      assertEquals(0, result.answers() + result.served());
    }
  }

  @Test
  void aLoneConnectionThatBreaksEndsTheRun() throws Exception {
    try (ServerSocket listener = listener()) {
      Thread.ofPlatform().start(() -> answerUnasked(listener, ""));
      LoadResult result = run(listener.getLocalPort(), oneConnection(0, 60_000, 0));
      assertEquals(1, result.failed(), result::toString);
      assertTrue(result.seconds() < 30, result::toString);
    }
  }

  // Whether it was asked before it broke or not, it fails once, and the rest goes on beside it.
  @Test
  void inAnOpenLoopNoRequestWaitsForABrokenConnection() throws Exception {
    try (var server = new OneClientServer("6765\n", 0, 1)) {
      var load = new Load(2, 2, 20, 0, 25, 0, Duration.ofMillis(300), Duration.ZERO, 100);
      LoadResult result =
          assertTimeout(Duration.ofSeconds(8), () -> run(server.port(), load)); // not 10 s more
      assertEquals(1, result.failed(), result::toString);
      assertEquals(1, result.served());
      assertTrue(result.answers() >= 28, result::toString);
    }
  }

  @Test
  void anAnswerThatNobodyAskedForIsWrong() throws Exception {
    try (ServerSocket listener = listener()) {
      Thread.ofPlatform().start(() -> answerUnasked(listener, "6765\n"));
      var load = new Load(1, 0, 20, 0, 25, 0, Duration.ofMinutes(1), Duration.ZERO, 0);
      LoadResult result = run(listener.getLocalPort(), load);
      assertEquals(1, result.wrong());
      assertEquals("nothing was asked, and the answer was 6765", result.firstWrong());
    }
  }

  @Test
  void aSourceAddressThatIsUsedUpIsFollowedByTheNext() throws Exception {
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

  /** Serves one client a fixed answer, the first one late, after it has hung up on others. */
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
      listener.close(); // the thread ends when its client does, or when this wakes it
    }
  }
}
