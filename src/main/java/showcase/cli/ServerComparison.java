package showcase.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import showcase.engine.Spread;
import showcase.fib.Load;
import showcase.fib.LoadClient;
import showcase.fib.LoadResult;
import showcase.fib.Workers;
import showcase.process.TaskException;
import showcase.process.WorkerException;

/**
 * Measures the fib server with each kind of workers, in fresh JVMs that take turns: the requests
 * per second, and the latency of short requests while other clients send long ones.
 */
final class ServerComparison {
  /** Numbers of clients that send long requests without a pause. */
  static final List<Integer> HOGS = List.of(0, 1, 2, 4);

  private static final int CONNECTIONS = 64;
  private static final int SHORT_CLIENTS = 8;
  private static final int SHORT_RATE = 800;

  private final int rounds;
  private final int hogN;
  private final Duration measured;
  private final Consumer<String> progress;

  /**
   * @param rounds the number of servers for each kind of workers
   * @param hogN the n that the hogs ask for
   * @param measured how long each load is measured, after a warm-up that is as long
   */
  ServerComparison(int rounds, int hogN, Duration measured, Consumer<String> progress) {
    this.rounds = rounds;
    this.hogN = hogN;
    this.measured = measured;
    this.progress = progress;
  }

  /**
   * The result of one kind of workers.
   *
   * @param perSecond requests for fib(1) per second in a closed loop, without hogs
   * @param p50 median latency in ms of requests that are due at a steady rate, by number of hogs
   * @param p99 the 99th percentile of that latency
   * @param note why it failed, or empty
   */
  record Served(
      String workers,
      Spread perSecond,
      Map<Integer, Spread> p50,
      Map<Integer, Spread> p99,
      String note) {
    boolean failed() {
      return !note.isEmpty();
    }
  }

  private static final class Trials {
    final List<Double> perSecond = new ArrayList<>();
    final Map<Integer, List<Double>> p50 = new TreeMap<>();
    final Map<Integer, List<Double>> p99 = new TreeMap<>();
    String note = "";

    Served served(String workers) {
      return note.isEmpty()
          ? new Served(workers, Spread.of(perSecond), spreads(p50), spreads(p99), "")
          : new Served(workers, null, Map.of(), Map.of(), note);
    }

    private static Map<Integer, Spread> spreads(Map<Integer, List<Double>> values) {
      Map<Integer, Spread> spreads = new TreeMap<>();
      values.forEach((hogs, list) -> spreads.put(hogs, Spread.of(list)));
      return spreads;
    }
  }

  List<Served> run() throws InterruptedException {
    Map<String, Trials> trials = new LinkedHashMap<>();
    for (Workers.Kind kind : Workers.Kind.values()) {
      trials.put(kind.name().toLowerCase(Locale.ROOT), new Trials());
    }
    List<String> order = new ArrayList<>(trials.keySet());
    for (int round = 1; round <= rounds; round++) {
      for (String workers : order) {
        if (!trials.get(workers).note.isEmpty()) {
          continue; // it has failed
        }
        progress.accept("server: %s, round %d of %d".formatted(workers, round, rounds));
        runTrial(workers, trials.get(workers));
      }
      Collections.rotate(order, 1);
    }
    List<Served> results = new ArrayList<>();
    trials.forEach((workers, one) -> results.add(one.served(workers)));
    return results;
  }

  private void runTrial(String workers, Trials trials) throws InterruptedException {
    try (var server = ServerProcess.start(workers)) {
      InetSocketAddress address = server.address();
      trials.perSecond.add(load(address, CONNECTIONS, 0, 0, trials).perSecond());
      for (int hogs : HOGS) {
        LoadResult result = load(address, SHORT_CLIENTS, hogs, SHORT_RATE, trials);
        add(trials.p50, hogs, result.micros(50) / 1000);
        add(trials.p99, hogs, result.micros(99) / 1000);
      }
    } catch (TaskException | WorkerException | IOException e) {
      trials.note = e.getMessage(); // the other kinds go on
    }
  }

  private LoadResult load(
      InetSocketAddress server, int connections, int hogs, int rate, Trials trials)
      throws InterruptedException, IOException {
    var load = new Load(connections, connections, 1, hogs, hogN, 0, measured, measured, rate);
    LoadResult result = LoadClient.run(server, load, line -> {});
    if (result.wrong() > 0) {
      trials.note = "wrong answer: " + result.firstWrong();
    }
    // With hogs, unanswered requests are a sign of starvation, which the latency shows.
    if (hogs == 0 && result.failed() > 0) {
      trials.note = "%d requests without an answer".formatted(result.failed());
    }
    return result;
  }

  private static void add(Map<Integer, List<Double>> values, int hogs, double value) {
    values.computeIfAbsent(hogs, key -> new ArrayList<>()).add(value);
  }
}
