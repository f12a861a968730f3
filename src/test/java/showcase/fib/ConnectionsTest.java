package showcase.fib;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests many connections: their limit, clients that vanish, and a server stopped under load. */
class ConnectionsTest {
  private static final int LIMIT = 5;

  private final TestLimits limits = new TestLimits();

  private FibServer start(FibServer.Edition edition) throws IOException {
    return Servers.start(edition, Workers.Kind.PLATFORM, limits);
  }

  @ParameterizedTest
  @EnumSource
  void theLimitIsReachedReleasedAndReachedAgain(FibServer.Edition edition) throws IOException {
    limits.maxConnections = LIMIT;
    try (var server = start(edition)) {
      for (int turn = 0; turn < 100; turn++) {
        fillUp(server);
        await().pollInterval(Duration.ofMillis(1)).until(() -> open(server) == 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAThousandClientsHaveVanishedTheLimitIsExact(FibServer.Edition edition)
      throws IOException {
    limits.maxConnections = LIMIT;
    try (var server = start(edition)) {
      for (int i = 0; i < 1_000; i++) {
        new Client(server.port()).send("1").vanish(); // in the middle of a line
        var reader = new Client(server.port()).send("20\n22\n".repeat(50));
        assertEquals("6765", reader.read());
        reader.vanish(); // in the middle of an answer
      }
      await().until(() -> open(server) == 0);
      fillUp(server);
    }
  }

  /** Checks that clients up to the limit are served, and one more only after another has left. */
  private static void fillUp(FibServer server) throws IOException {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < LIMIT; i++) {
      clients.add(new Client(server.port()));
    }
    for (Client client : clients) {
      assertEquals("5", client.ask("5"));
    }
    try (var oneMore = new Client(server.port())) {
      oneMore.send("6\n");
      assertEquals(LIMIT, open(server));
      oneMore.socket.setSoTimeout(2); // too short to be proof, but it is repeated 100 times
      Assertions.assertThrows(SocketTimeoutException.class, oneMore::read);
      clients.removeLast().close();
      oneMore.socket.setSoTimeout(30_000);
      assertEquals("8", oneMore.read());
    }
    for (Client client : clients) {
      client.close();
    }
  }

  private static long open(FibServer server) {
    return server.status().getConnections();
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("try") // closed in the body, and again at its end
  void stoppingUnderLoadLosesNoAcceptedRequest(FibServer.Edition edition) throws Exception {
    try (var server = start(edition);
        var slow = new Client(server.port());
        var clients = Executors.newCachedThreadPool()) {
      assertEquals("5", slow.ask("5"));
      slow.send("40\n"); // about 300 ms: it is computed while the server stops
      await().until(() -> server.status().getComputing() == 1);
      var warm = new CountDownLatch(8);
      List<Future<Long>> answered = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answered.add(clients.submit(() -> askUntilClosed(server.port(), warm)));
      }
      warm.await();
      server.close();

      assertEquals("102334155", slow.read());
      assertNull(slow.read());
      assertEquals(server.status().getRequests(), 2 + sum(answered));
      assertEquals(0, server.status().getErrors().get("STOPPING"));
    }
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("try") // closed in the body, and again at its end
  void stoppingAnswersAllThatHasArrived(FibServer.Edition edition) throws IOException {
    try (var server = start(edition);
        var busy = new Client(server.port());
        var idle = new Client(server.port())) {
      assertEquals("5", idle.ask("5"));
      busy.send("21\n".repeat(2_000));
      assertEquals("10946", busy.read()); // the other requests have arrived
      server.close();

      for (int i = 1; i < 2_000; i++) {
        assertEquals("10946", busy.read());
      }
      assertNull(busy.read());
      assertNull(idle.read());
    }
  }

  private static long askUntilClosed(int port, CountDownLatch warm) throws IOException {
    long answers = 0;
    try (var client = new Client(port)) {
      while (true) {
        String answer = client.ask("15");
        if (answer == null) {
          return answers;
        }
        assertEquals("610", answer);
        if (++answers == 100) {
          warm.countDown();
        }
      }
    } catch (java.net.SocketException e) {
      return answers; // reset: the last request arrived too late to be read
    }
  }

  private static long sum(List<Future<Long>> counts)
      throws ExecutionException, InterruptedException {
    long sum = 0;
    for (Future<Long> count : counts) {
      sum += count.get();
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("try") // closed in the body, and again at its end
  void requestsThatOutlastTheGracePeriodAreStoppedWithAnError(FibServer.Edition edition)
      throws IOException {
    limits.grace = Duration.ofMillis(100);
    try (var server = start(edition);
        var client = new Client(server.port())) {
      client.send("45\n");
      await().until(() -> server.status().getComputing() == 1);
      server.close();
      assertEquals("error: server is stopping", client.read());
      assertTrue(client.isClosedByServer());
    }
  }
}
