package showcase.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.Program;
import showcase.fib.FibServer;
import showcase.fib.Limits;
import showcase.fib.Workers;

@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("once")
class ComparisonTest {

  private static LinkedHashMap<String, Integer> parameters(int count, int size) {
    var parameters = new LinkedHashMap<String, Integer>();
    parameters.put("count", count);
    parameters.put("size", size);
    return parameters;
  }

  @Test
  void enginesTakeTurnsInEveryRoundOfComputing() throws Exception {
    List<String> steps = new ArrayList<>();
    var engines = WorkKind.COMPUTE.engines();
    var results = new Comparison(2, steps::add).run(WorkKind.COMPUTE, engines, parameters(4, 20));

    assertEquals(engines, results.stream().map(Result::engine).toList());
    for (Result result : results) {
      assertFalse(result.failed(), result::note);
      assertTrue(result.median(Measure.WALL) > 0);
      assertTrue(result.figure(Measure.START).isPresent());
      assertTrue(result.figure(Measure.OTHERS).isPresent());
      assertTrue(result.median(Measure.SHARE) > 0);
    }
    assertEquals(2 * engines.size(), steps.size());
    assertEquals("compute: sequential, round 1 of 2", steps.getFirst());
    assertEquals(1, results.getFirst().median(Measure.SPEED_UP));
    // From the second engine, backwards.
    assertEquals("compute: thread-per-task, round 2 of 2", steps.get(engines.size()));
    assertEquals("compute: fixed-pool, round 2 of 2", steps.getLast());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyEngineStartsARoundInTurn(int count) {
    List<EngineKind> engines = List.of(EngineKind.values()).subList(0, count);
    List<EngineKind> first = new ArrayList<>();
    for (int round = 1; round <= count; round++) {
      List<EngineKind> order = Comparison.order(engines, round);
      assertEquals(Set.copyOf(engines), Set.copyOf(order));
      first.add(order.getFirst());
    }
    assertEquals(engines, first);
  }

  @Test
  void everyEngineWaits() throws Exception {
    var engines = WorkKind.WAIT.engines();
    var comparison = new Comparison(1, step -> {});
    var results = comparison.run(WorkKind.WAIT, engines, parameters(300, 100));

    for (Result result : results) {
      assertFalse(result.failed(), result::note);
      assertTrue(result.median(Measure.THROUGHPUT) > 0);
      assertTrue(result.figure(Measure.THREADS).isPresent(), result::toString);
    }
    Result perTask = results.get(EngineKind.THREAD_PER_TASK.ordinal());
    assertTrue(perTask.median(Measure.THREADS) >= 300);
    assertTrue(results.get(EngineKind.VIRTUAL.ordinal()).figure(Measure.HEAP).isPresent());
    assertEquals(0, results.get(EngineKind.SEQUENTIAL.ordinal()).median(Measure.THREADS));
  }

  /** A JVM takes tens of MiB, and each waiting task has its own. */
  @ParameterizedTest
  @EnumSource(names = {"FRESH_PROCESS", "PROCESS_POOL"})
  @EnabledOnOs(OS.LINUX)
  void aTaskThatWaitsInAProcessCountsAllItsMemory(EngineKind kind) throws Exception {
    int wide = Runtime.getRuntime().availableProcessors();
    for (int tasks : new int[] {1, 3 * wide}) {
      Trial trial = WaitTrial.sleeping(kind, tasks, 500);
      double resident = trial.figures().get(Measure.RESIDENT);
      assertTrue(resident > 10 * 1024 && resident < 200 * 1024, trial::toString);
      double threads = trial.figures().get(Measure.THREADS);
      assertTrue(threads >= 2 * Math.min(tasks, wide), trial::toString);
    }
  }

  @Test
  void everyEngineAsksAServer() throws Exception {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var edition = FibServer.Edition.SELECTOR;
    try (var server =
        FibServer.start(loopback, edition, Workers.Kind.INLINE, Limits.DEFAULTS, line -> {})) {
      var engines = WorkKind.REQUESTS.engines();
      var comparison = new Comparison(1, step -> {});
      var results = comparison.run(WorkKind.REQUESTS, engines, parameters(250, server.port()));

      assertEquals(EngineKind.values().length, results.size());
      results.forEach(result -> assertFalse(result.failed(), result::note));
      results.forEach(result -> assertTrue(result.median(Measure.THROUGHPUT) > 0));
      Result virtual = results.get(EngineKind.VIRTUAL.ordinal());
      assertTrue(virtual.figure(Measure.HEAP).isPresent(), virtual::toString);
    }
  }

  @Test
  void withoutAServerTheTrialFailsWithTheReason() throws Exception {
    int free = Program.freePort();
    var engines = List.of(EngineKind.VIRTUAL, EngineKind.SEQUENTIAL, EngineKind.PROCESS_POOL);
    var comparison = new Comparison(1, step -> {});
    for (Result result : comparison.run(WorkKind.REQUESTS, engines, parameters(300, free))) {
      assertTrue(result.failed());
      assertTrue(result.note().contains("Connection refused"), result::note);
    }
  }

  @Test
  void enginesServeShortTasksBesideLongOnes() throws Exception {
    var engines = List.of(EngineKind.THREAD_PER_TASK, EngineKind.PROCESS_POOL);
    var comparison = new Comparison(1, step -> {});
    var results = comparison.run(WorkKind.MIXED, engines, parameters(1, 20));

    results.forEach(result -> assertFalse(result.failed(), result::note));
    results.forEach(result -> assertTrue(result.median(Measure.SERVED) > 0));
  }

  @Test
  void aFailedTrialIsReportedInItsResult() throws Exception {
    var engines = List.of(EngineKind.VIRTUAL);
    var comparison = new Comparison(1, step -> {});
    Result result = comparison.run(WorkKind.COMPUTE, engines, parameters(1, 0)).getFirst();

    assertTrue(result.failed());
    assertTrue(result.note().startsWith("a worker died in compute virtual 1 0"), result::note);
    assertTrue(result.figures().isEmpty());
  }

  @Test
  void anInterruptEndsTheTrialAndItsProcesses() throws Exception {
    var outcome = new CompletableFuture<Throwable>();
    var comparison = new Comparison(1, step -> {});
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                var engines = List.of(EngineKind.PROCESS_POOL);
                comparison.run(WorkKind.COMPUTE, engines, parameters(1, 80));
                outcome.complete(null);
              } catch (Exception e) {
                outcome.complete(e);
              }
            });
    // The JVM of the trial, and its own workers.
    var patience = Duration.ofSeconds(60);
    await().atMost(patience).until(() -> ProcessHandle.current().descendants().count() > 1);
    List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
    thread.interrupt();
    assertInstanceOf(InterruptedException.class, outcome.get(60, TimeUnit.SECONDS));
    await().atMost(patience).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }
}
