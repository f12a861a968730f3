package showcase.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineTest {

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void resultsAreCorrectAndInOrder(EngineKind kind) throws Exception {
    List<Work.Computing> works =
        IntStream.rangeClosed(1, 7).mapToObj(i -> new Work.Computing(3 * i)).toList();
    try (Engine engine = kind.open(2)) {
      assertEquals(List.of(2L, 8L, 34L, 144L, 610L, 2584L, 10946L), engine.runAll(works));
      assertEquals(List.of(), engine.runAll(List.of()));
      assertEquals(20, engine.submit(new Work.Waiting(20)).get());
    }
  }

  @ParameterizedTest
  @EnumSource(value = EngineKind.class, mode = EnumSource.Mode.EXCLUDE, names = "SEQUENTIAL")
  void closeStopsRunningTasks(EngineKind kind) throws Exception {
    Engine engine = kind.open(2);
    for (int i = 0; i < 3; i++) {
      engine.submit(new Work.Computing(Fib.MAX_N)); // it would take centuries
    }
    engine.close();
    await().until(() -> ProcessHandle.current().children().count() == 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_PER_TASK", "FIXED_POOL", "FORK_JOIN", "FORK_JOIN_SPLIT", "VIRTUAL"})
  void closeEndsARequestThatIsNeverAnswered(EngineKind kind) throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Engine engine = kind.open(2);
      var answer = engine.submit(new Work.Request(silent.getLocalPort()));
      try (var connection = silent.accept()) {
        connection.getInputStream().read(); // it has asked
        engine.close();
        var failure = assertThrows(ExecutionException.class, answer::get);
        assertInstanceOf(ClosedByInterruptException.class, failure.getCause());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"error busy\n", "12", "2\n"})
  void aWrongOrIncompleteAnswerIsNotAResult(String line) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Engine engine = EngineKind.VIRTUAL.open(1)) {
      var works = List.of(new Work.Request(server.getLocalPort()));
      var answer = engine.submit(works.getFirst());
      try (var connection = server.accept()) {
        connection.getInputStream().readNBytes(2);
        connection.getOutputStream().write(line.getBytes(US_ASCII));
      }
      assertThrows(Exception.class, () -> Trial.check(works, List.of(answer.get())));
    }
  }

  @Test
  void aWrongResultIsRejected() {
    var works = List.of(new Work.Computing(10, 54));
    assertThrows(IllegalStateException.class, () -> Trial.check(works, List.of(55L)));
  }

  @Test
  void expectedResultsAreFibonacciNumbers() {
    assertEquals(9227465, new Work.Computing(35).expected());
    assertEquals(7540113804746346429L, new Work.Computing(92).expected());
  }

  @Test
  void theLimitOfPlatformThreadsIsReadCompletely() {
    ThreadLimit limit = ThreadLimit.ofThisSystem();
    assertTrue(limit.threads() > 500, limit::toString);
    boolean known = Files.exists(Path.of(limit.rule()));
    assertEquals(known, limit.threads() < Integer.MAX_VALUE);
  }

  @Test
  void theLimitsOfAControlGroupAndOfThoseAroundItApply() {
    assertEquals(
        List.of(
            "/sys/fs/cgroup/pids/a/pids.max",
            "/sys/fs/cgroup/pids/pids.max",
            "/sys/fs/cgroup/b/c/pids.max",
            "/sys/fs/cgroup/b/pids.max",
            "/sys/fs/cgroup/pids.max"),
        ThreadLimit.groupRules(List.of("9:cpu,cpuacct:/a", "8:pids:/a", "0::/b/c")));
    assertEquals(List.of(), ThreadLimit.groupRules(List.of("0::/../..")));
  }

  @Test
  void platformThreadsStopAtTheirLimitWithANote() throws Exception {
    var limit = new ThreadLimit(50, "a rule");
    Trial stopped = WaitTrial.sleeping(EngineKind.THREAD_PER_TASK, 80, 20, limit);
    assertEquals("stopped at 50 platform threads: a rule allows few more", stopped.note());
    double tasks =
        stopped.figures().get(Measure.THROUGHPUT) * stopped.figures().get(Measure.WALL) / 1000;
    assertEquals(50, tasks, 1e-6);

    assertEquals("", WaitTrial.sleeping(EngineKind.VIRTUAL, 80, 20, limit).note());
  }

  @Test
  void medianAndRange() {
    assertEquals(new Spread(2, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
    assertEquals(new Spread(1.5, 1, 2), Spread.of(List.of(2.0, 1.0)));
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    assertTrue(new Spread(2, 1, 3).overlaps(new Spread(4, 3, 5)));
    assertFalse(new Spread(2, 1, 3).overlaps(new Spread(4, 3.1, 5)));
    assertTrue(new Spread(2, 1, 9).overlaps(new Spread(4, 3, 5)));
  }
}
