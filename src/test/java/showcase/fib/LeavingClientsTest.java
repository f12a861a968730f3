package showcase.fib;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that a computation stops when its client leaves, and only then. fib(60) takes hours, so it
 * does not end by itself.
 */
class LeavingClientsTest {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final TestLimits limits = new TestLimits();

  LeavingClientsTest() {
    limits.maxN = 60;
    limits.request = Duration.ofMinutes(10);
    limits.grace = Duration.ofMillis(100);
  }

  static Stream<Object[]> editionsAndWorkers() {
    return FibServerTest.editionsAndWorkers();
  }

  /** All editions, and the kinds of workers with a queue. */
  static Stream<Object[]> editionsAndQueues() {
    return editionsAndWorkers()
        .filter(each -> each[1] != Workers.Kind.INLINE && each[1] != Workers.Kind.VIRTUAL);
  }

  private FibServer start(FibServer.Edition edition) throws IOException {
    return Servers.start(edition, Workers.Kind.PLATFORM, limits);
  }

  private static int unfinished(FibServer server) {
    return server.status().getComputing() + server.status().getWaiting();
  }

  private static void awaitVanished(FibServer server, int clients) {
    await()
        .until(() ->
            server.status().getErrors().get("VANISHED") == clients && unfinished(server) == 0);
  }

  @ParameterizedTest
  @MethodSource("editionsAndWorkers")
  void eightClientsThatLeaveDoNotKeepTheWorkersBusy(FibServer.Edition edition, Workers.Kind kind)
      throws IOException {
    try (var server = Servers.start(edition, kind, limits)) {
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        clients.add(new Client(server.port()).send("60\n"));
      }
      await().until(() -> unfinished(server) > 0);
      for (Client client : clients) {
        client.close();
      }
      try (var honest = new Client(server.port())) {
        assertEquals("832040", honest.ask("30"));
      }
      awaitVanished(server, 8);
    }
  }

  /** Before leaving clients were noticed, 60 of them made 199 of 200 honest requests fail. */
  @ParameterizedTest
  @EnumSource
  void sixtyClientsThatLeaveHarmNoOther(FibServer.Edition edition) throws Exception {
    limits.request = Limits.DEFAULTS.request();
    limits.maxWaiting = Limits.DEFAULTS.maxWaiting();
    try (var server = Servers.start(edition, Workers.Kind.PROCESS, limits);
        var pool = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 60; i++) {
        try (var client = new Client(server.port())) {
          client.send("45\n");
        }
      }
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(
            pool.submit(() -> {
              try (var client = new Client(server.port())) {
                return client.ask("25");
              }
            }));
      }
      for (Future<String> answer : answers) {
        assertEquals("75025", answer.get());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("editionsAndQueues")
  void aRequestWhoseClientHasLeftDoesNotWaitForAWorker(FibServer.Edition edition, Workers.Kind kind)
      throws IOException {
    List<Client> patient = new ArrayList<>();
    try (var server = Servers.start(edition, kind, limits)) {
      for (int i = 0; i < PROCESSORS; i++) {
        patient.add(new Client(server.port()).send("60\n"));
      }
      await().until(() -> server.status().getComputing() == PROCESSORS);
      try (var leaving = new Client(server.port())) {
        leaving.send("60\n");
        await().until(() -> server.status().getWaiting() == 1);
      }
      await()
          .until(() ->
              server.status().getErrors().get("VANISHED") == 1 && unfinished(server) == PROCESSORS);
    } finally {
      for (Client client : patient) {
        client.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResetStopsTheComputation(FibServer.Edition edition) throws IOException {
    try (var server = start(edition)) {
      new Client(server.port()).send("60\n").vanish();
      awaitVanished(server, 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatLeavesAfterAnAnswerIsNoticed(FibServer.Edition edition) throws IOException {
    try (var server = start(edition)) {
      try (var client = new Client(server.port())) {
        assertEquals("6765", client.send("20\n60\n").read());
      }
      awaitVanished(server, 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatLeavesWithManyRequestsIsNoticed(FibServer.Edition edition) throws IOException {
    try (var server = start(edition)) {
      try (var client = new Client(server.port())) {
        client.send("60\n".repeat(2_000));
      }
      awaitVanished(server, 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatFirstEndsItsInputAndThenLeavesIsNoticed(FibServer.Edition edition)
      throws IOException {
    try (var server = start(edition)) {
      try (var client = new Client(server.port())) {
        client.send("60\n").socket.shutdownOutput();
        // Long enough for a check that finds the client there.
        await().pollDelay(Duration.ofMillis(600)).until(() -> server.status().getComputing() == 1);
        // The system resets a connection that is closed with unread bytes. So it reads them all.
        client.socket.setSoTimeout(1);
        assertThrows(SocketTimeoutException.class, client::read);
      }
      awaitVanished(server, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("editionsAndWorkers")
  void aClientThatHasEndedItsInputGetsItsAnswers(FibServer.Edition edition, Workers.Kind kind)
      throws IOException {
    try (var server = Servers.start(edition, kind, limits);
        var client = new Client(server.port())) {
      client.send("41\n41\n20").socket.shutdownOutput(); // there is time for checks
      assertEquals("165580141\n165580141\n", client.readAll());
      assertEquals(0, server.status().getErrors().get("VANISHED"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatReadsItsAnswersLateGetsNothingElse(FibServer.Edition edition) throws IOException {
    try (var server = start(edition);
        var client = new Client(server.port())) {
      client.send("43\n20\n43\n43\n").socket.shutdownOutput();
      await().until(() -> server.status().getRequests() == 4);
      assertEquals("433494437\n6765\n433494437\n433494437\n", client.readAll());
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestsThatArriveDuringComputationsAreAnsweredInOrder(FibServer.Edition edition)
      throws IOException {
    try (var server = start(edition);
        var client = new Client(server.port())) {
      client.send("43\n42\n");
      for (String more : List.of("7\n", "8\n20\n", "9\n10\n".repeat(1_000))) {
        // Until after a check of the watch thread, so that it reads each of them.
        await().pollDelay(Duration.ofMillis(300)).until(() -> server.status().getComputing() == 1);
        client.send(more);
      }
      client.socket.shutdownOutput();
      String expected = "433494437\n267914296\n13\n21\n6765\n" + "34\n55\n".repeat(1_000);
      assertEquals(expected, client.readAll());
    }
  }
}
