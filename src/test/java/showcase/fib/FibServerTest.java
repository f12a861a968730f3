package showcase.fib;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every edition from the view of a client, including time limits and workers. */
class FibServerTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestLimits limits = new TestLimits();

  static Stream<Object[]> editionsAndWorkers() {
    return Stream.of(FibServer.Edition.values())
        .flatMap(
            edition -> Stream.of(Workers.Kind.values()).map(kind -> new Object[] {edition, kind}));
  }

  private FibServer start(FibServer.Edition edition) throws IOException {
    return Servers.start(edition, Workers.Kind.PLATFORM, limits);
  }

  @ParameterizedTest
  @MethodSource("editionsAndWorkers")
  void answersComeInOrderWithAllWorkers(FibServer.Edition edition, Workers.Kind kind)
      throws IOException {
    try (var server = Servers.start(edition, kind, limits);
        var client = new Client(server.port())) {
      client.send("30\n1\r\n20\n25\n10\n");
      assertEquals("832040", client.read());
      assertEquals("1", client.read());
      assertEquals("6765", client.read());
      assertEquals("75025", client.read());
      assertEquals("55", client.read());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorLeavesTheConnectionUsable(FibServer.Edition edition) throws IOException {
    try (var server = start(edition);
        var client = new Client(server.port())) {
      assertEquals("error: not a number", client.ask("five"));
      assertEquals("error: empty line", client.ask(""));
      assertEquals("error: n must be from 1 to 45", client.ask("0"));
      assertEquals("error: n must be from 1 to 45", client.ask("-3"));
      assertEquals("error: n must be from 1 to 45", client.ask("46"));
      assertEquals("5", client.ask("5"));
      assertEquals(1, server.status().getErrors().get("EMPTY_LINE"));
      assertEquals(3, server.status().getErrors().get("OUT_OF_RANGE"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatIsTooLongEndsTheConnectionWithAnError(FibServer.Edition edition)
      throws IOException {
    try (var server = start(edition);
        var client = new Client(server.port())) {
      client.send("7\n" + "1".repeat(10_000) + "\n7\n");
      assertEquals("13", client.read());
      assertEquals("error: line longer than 64 bytes", client.read());
      assertNull(client.read());
    }
  }

  @ParameterizedTest
  @MethodSource("editionsAndWorkers")
  void aRequestOverItsTimeLimitStopsComputing(FibServer.Edition edition, Workers.Kind kind)
      throws IOException {
    limits.request = SHORT;
    try (var server = Servers.start(edition, kind, limits);
        var client = new Client(server.port())) {
      assertEquals("error: took longer than 300 ms", client.ask("45"));
      await().until(() -> server.status().getComputing() == 0);
      assertEquals("5", client.ask("5"));
    }
  }

  /** All that waited behind a request that was stopped got {@code error: worker failed}. */
  @ParameterizedTest
  @EnumSource
  void requestsThatWaitedForAStoppedOneGetAUsableWorker(FibServer.Edition edition)
      throws IOException {
    limits.maxN = 60; // the first requests cannot finish in time
    limits.request = Duration.ofSeconds(6);
    int workers = Runtime.getRuntime().availableProcessors();
    List<Client> hogs = new ArrayList<>();
    List<Client> waiting = new ArrayList<>();
    try (var server = Servers.start(edition, Workers.Kind.PROCESS, limits)) {
      for (int i = 0; i < workers; i++) {
        hogs.add(new Client(server.port()).send("60\n"));
      }
      // The other requests wait until these are stopped, and then have 4 s left.
      await()
          .pollDelay(Duration.ofSeconds(4))
          .until(() -> server.status().getComputing() == workers);
      for (int i = 0; i < 50; i++) {
        waiting.add(new Client(server.port()).send("25\n"));
      }
      for (Client client : hogs) {
        assertEquals("error: took longer than 6000 ms", client.read());
      }
      for (Client client : waiting) {
        assertEquals("75025", client.read());
      }
    } finally {
      hogs.addAll(waiting);
      for (Client client : hogs) {
        client.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestsBeyondTheWaitingLimitAreRefusedAsBusy(FibServer.Edition edition) throws IOException {
    limits.maxWaiting = 0;
    limits.grace = SHORT;
    int workers = Runtime.getRuntime().availableProcessors();
    List<Client> hogs = new ArrayList<>();
    try (var server = start(edition)) {
      for (int i = 0; i < workers; i++) {
        hogs.add(new Client(server.port()).send("45\n"));
      }
      await().until(() -> server.status().getComputing() == workers);
      try (var client = new Client(server.port())) {
        assertEquals("error: busy", client.ask("30"));
        assertEquals("6765", client.ask("20"));
      }

      for (Client hog : hogs) {
        hog.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdleConnectionIsClosed(FibServer.Edition edition) throws IOException {
    limits.idle = SHORT;
    try (var server = start(edition);
        var client = new Client(server.port())) {
      assertEquals("5", client.ask("5"));
      assertTrue(client.isClosedByServer());
      assertEquals(1, server.status().getErrors().get("IDLE"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendingSingleBytesDoesNotExtendTheTimeForALine(FibServer.Edition edition)
      throws IOException {
    limits.line = SHORT;
    try (var server = start(edition);
        var client = new Client(server.port())) {
      assertEquals("5", client.ask("5"));
      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            try {
              client.send("0"); // at most about 20 bytes, below the length limit
              return false;
            } catch (IOException e) {
              return true;
            }
          });
      assertEquals(1, server.status().getErrors().get("SLOW_LINE"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatNeverReadsIsClosedAndBlocksNoOther(FibServer.Edition edition) throws IOException {
    limits.answer = SHORT;
    try (var server = start(edition);
        var greedy = new Client(server.port());
        var other = new Client(server.port())) {
      Thread sender =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  while (true) {
                    greedy.send("\n".repeat(10_000)); // 18 bytes of answer for each
                  }
                } catch (IOException e) {
                  // closed, as expected
                }
              });
      while (sender.isAlive()) {
        assertEquals("5", other.ask("5"));
      }
      assertEquals(1, server.status().getErrors().get("SLOW_READER"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTimeToAcceptAnAnswerStartsWithTheAnswer(FibServer.Edition edition) throws IOException {
    limits.answer = Duration.ofMillis(100);
    try (var server = start(edition);
        var client = new Client(server.port())) {
      for (int i = 0; i < 5; i++) {
        assertEquals("165580141", client.ask("41")); // takes longer to compute
      }
      assertEquals(0, server.status().getErrors().get("SLOW_READER"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHundredSlowClientsDoNotSlowDownAFastOne(FibServer.Edition edition) throws IOException {
    List<Client> slow = new ArrayList<>();
    try (var server = start(edition);
        var fast = new Client(server.port())) {
      for (int i = 0; i < 100; i++) {
        slow.add(new Client(server.port()).send(i % 2 == 0 ? "2" : "2\n".repeat(1_000)));
      }
      for (int i = 0; i < 1_000; i++) {
        assertEquals("55", fast.ask("10"));
        slow.get(2 * (i % 50)).send("0"); // a byte from time to time
      }
      for (int i = 0; i < 100; i += 2) {
        // 2 and about twenty zeros: all of them form one line, and no connection was closed
        assertEquals("error: n must be from 1 to 45", slow.get(i).ask(""));
        slow.get(i).close();
        slow.get(i + 1).close(); // this one has never read
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWorkerProcessKilledDuringARequestIsReplaced(FibServer.Edition edition) throws IOException {
    try (var server = Servers.start(edition, Workers.Kind.PROCESS, limits);
        var client = new Client(server.port())) {
      List<Long> pids = server.workerPids();
      client.send("41\n");
      await().until(() -> server.status().getComputing() == 1);
      pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      assertEquals("165580141", client.read());
      assertFalse(server.workerPids().equals(pids));
    }
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("try") // closed in the body, and again at its end
  void aRestartOnTheSamePortWorksImmediately(FibServer.Edition edition) throws IOException {
    int port;
    try (var server = start(edition);
        var client = new Client(server.port())) {
      port = server.port();
      assertEquals("5", client.ask("5"));
      server.close(); // first, so that the old connection lingers on the server's side
      assertNull(client.read());
    }
    try (var server = Servers.start(port, edition, Workers.Kind.PLATFORM, limits);
        var client = new Client(server.port())) {
      assertEquals("5", client.ask("5"));
    }
  }

  @ParameterizedTest
  @MethodSource("editionsAndWorkers")
  void closingLeavesNothingBehind(FibServer.Edition edition, Workers.Kind kind) throws IOException {
    var server = Servers.start(edition, kind, limits);
    List<Long> pids = server.workerPids();
    try (var client = new Client(server.port());
        var idle = new Client(server.port())) {
      assertEquals("832040", client.ask("30"));
      server.close();
      assertTrue(client.isClosedByServer());
      assertTrue(idle.isClosedByServer());
    }
    assertEquals(0, server.status().getConnections());
    assertTrue(pids.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
    await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::isOurs));
    assertThrows(ConnectException.class, () -> new Client(server.port()));
  }

  private boolean isOurs(Thread thread) {
    return thread.getName().startsWith("fib-");
  }

  @Test
  void closingTwiceDoesNothing() throws IOException {
    var server = start(FibServer.Edition.VIRTUAL);
    server.close();
    server.close();
    assertEquals(0, server.status().getConnections());
  }
}
