package showcase.fib;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
      LoadResult result =
          run(liar.port(), new Load(1, 1, 20, 0, 25, 0, Duration.ofMillis(200), Duration.ZERO, 0));
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
      LoadResult result =
          run(
              staller.port(),
              new Load(1, 1, 20, 0, 25, 0, Duration.ofMillis(500), Duration.ZERO, 100));
      assertEquals(50, result.latency().getTotalCount());
      assertTrue(result.micros(70) > 50_000, () -> "p70 " + result.micros(70));
    }
  }

  /** Serves one client a fixed answer, the first one late. */
  private static final class OneClientServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    OneClientServer(String answer, long stallMillis) throws IOException {
      Thread.ofPlatform().start(() -> serve(answer.getBytes(), stallMillis));
    }

    int port() {
      return listener.getLocalPort();
    }

    private void serve(byte[] answer, long stallMillis) {
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
