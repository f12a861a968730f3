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
import showcase.fib.FibServer;
import showcase.fib.Load;
import showcase.fib.LoadClient;
import showcase.fib.LoadResult;
import showcase.fib.Workers;
import showcase.process.TaskException;
import showcase.process.WorkerException;

/**
 * Measures the fib server in its editions, with each kind of workers, in fresh JVMs that take turns:
 * the requests per second, and the latency of short requests while other clients send long ones.
 */
final class ServerComparison {
  /** Numbers of clients that send long requests without a pause. */
  static final List<Integer> HOGS = List.of(0, 1, 2, 4);

  private static final int CONNECTIONS = 64;
  private static final int SHORT_CLIENTS = 8;
  private static final int SHORT_RATE = 800;

  /** To measure latency takes this share of the time as a warm-up: the server is warm by then. */
  private static final int WARM_UP_SHARE = 4;

  /** How many times as long as the load lasts a starved server gets for its late answers. */
  private static final int PATIENCE = 3;

  private final List<FibServer.Edition> editions;
  private final int rounds;
  private final int hogN;
  private final Duration measured;
  private final Consumer<String> progress;

  /**
   * @param editions the editions to measure
   * @param rounds the number of servers of each edition with each kind of workers
   * @param hogN the n that the hogs ask for
   * @param measured how long each load is measured
   */
  ServerComparison(
      List<FibServer.Edition> editions,
      int rounds,
      int hogN,
      Duration measured,
      Consumer<String> progress) {
    this.editions = editions;
    this.rounds = rounds;
    this.hogN = hogN;
    this.measured = measured;
    this.progress = progress;
  }

  /**
   * The result of one edition with one kind of workers.
   *
   * @param server the two, such as {@code virtual/inline}
   * @param perSecond requests for fib(1) per second in a closed loop, without hogs
   * @param p50 median latency in ms of requests that are due at a steady rate, by number of hogs
   * @param p99 the 99th percentile of that latency
   * @param note why it failed, or empty
   */
  record Served(
      String server,
      Spread perSecond,
      Map<Integer, Spread> p50,
      Map<Integer, Spread> p99,
      String note) {
    boolean failed() {
      return !note.isEmpty();
    }

    String edition() {
      return server.substring(0, server.indexOf('/'));
    }

    String workers() {
      return server.substring(server.indexOf('/') + 1);
    }
  }

  private static final class Trials {
    final List<Double> perSecond = new ArrayList<>();
    final Map<Integer, List<Double>> p50 = new TreeMap<>();
    final Map<Integer, List<Double>> p99 = new TreeMap<>();
    String note = "";

    Served served(String server) {
      return note.isEmpty()
          ? new Served(server, Spread.of(perSecond), spreads(p50), spreads(p99), "")
          : new Served(server, null, Map.of(), Map.of(), note);
    }

    private static Map<Integer, Spread> spreads(Map<Integer, List<Double>> values) {
      Map<Integer, Spread> spreads = new TreeMap<>();
      values.forEach((hogs, list) -> spreads.put(hogs, Spread.of(list)));
      return spreads;
    }
  }

  List<Served> run() throws InterruptedException {
    Map<String, Trials> trials = new LinkedHashMap<>();
    for (FibServer.Edition edition : editions) {
      for (Workers.Kind kind : Workers.Kind.values()) {
        trials.put(edition + "/" + kind.name().toLowerCase(Locale.ROOT), new Trials());
      }
    }
    List<String> order = new ArrayList<>(trials.keySet());
    for (int round = 1; round <= rounds; round++) {
      for (String server : order) {
        if (!trials.get(server).note.isEmpty()) {
          continue; // it has failed
        }
        progress.accept("server: %s, round %d of %d".formatted(server, round, rounds));
        runTrial(server, trials.get(server));
      }
      Collections.rotate(order, 1);
    }
    List<Served> results = new ArrayList<>();
    trials.forEach((server, one) -> results.add(one.served(server)));
    return results;
  }

  private void runTrial(String server, Trials trials) throws InterruptedException {
    try (var process = ServerProcess.start(server)) {
      InetSocketAddress address = process.address();
      trials.perSecond.add(load(address, CONNECTIONS, 0, measured, 0, trials).perSecond());
      Duration warmUp = measured.dividedBy(WARM_UP_SHARE);
      for (int hogs : HOGS) {
        LoadResult result = load(address, SHORT_CLIENTS, hogs, warmUp, SHORT_RATE, trials);
        add(trials.p50, hogs, result.micros(50) / 1000);
        add(trials.p99, hogs, result.micros(99) / 1000);
      }
    } catch (TaskException | WorkerException | IOException e) {
      trials.note = e.getMessage(); // the others go on
    }
  }

  private LoadResult load(
      InetSocketAddress server, int connections, int hogs, Duration warmUp, int rate, Trials trials)
      throws InterruptedException, IOException {
    var load = new Load(connections, connections, 1, hogs, hogN, 0, measured, warmUp, rate);
    Duration patience = measured.multipliedBy(PATIENCE);
    LoadResult result = LoadClient.run(server, load, line -> {}, patience);
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
