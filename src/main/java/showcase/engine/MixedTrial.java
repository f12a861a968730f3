package showcase.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long short tasks take on an engine that also computes long ones, and so whether the
 * long tasks starve the short ones.
 *
 * <p>Four callers ask for fib(1) every 10 ms and wait for each answer, as clients do. An engine
 * that starves them serves fewer requests, so both the latency and the share of requests served
 * matter.
 */
final class MixedTrial {

  private static final int CALLERS = 4;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long MIXED_NANOS = TimeUnit.MILLISECONDS.toNanos(2000);
  private static final Work SHORT = new Work.Computing(1);

  private MixedTrial() {}

  static Trial run(EngineKind kind, int longs, int n) throws Exception {
    var notes = new Trial.Notes();
    int width = Runtime.getRuntime().availableProcessors();
    // The clients have threads of their own, so that only the engine is shared.
    try (ExecutorService clients = Executors.newCachedThreadPool();
        Engine engine = kind.open(width)) {
      try {
        askFor(engine, clients, WARM_UP_NANOS);
        double[] quiet = askFor(engine, clients, QUIET_NANOS);
        List<Future<Void>> hogs = new ArrayList<>();
        for (int i = 0; i < longs; i++) {
          hogs.add(clients.submit(() -> askForLong(engine, new Work.Computing(n))));
        }
        double[] mixed = askFor(engine, clients, MIXED_NANOS);
        for (Future<Void> hog : hogs) {
          if (hog.isDone()) {
            hog.get(); // it ends only if it fails; then no long task ran alongside the short ones
          }
        }
        notes.add(Measure.QUIET_P50, quantile(quiet, 0.5));
        notes.add(Measure.P50, quantile(mixed, 0.5));
        notes.add(Measure.P99, quantile(mixed, 0.99));
        double quietRate = quiet.length / (double) QUIET_NANOS;
        notes.add(Measure.SERVED, mixed.length / (double) MIXED_NANOS / quietRate);
      } finally {
        clients.shutdownNow();
      }
    }
    return notes.trial();
  }

  private static Void askForLong(Engine engine, Work work) throws Exception {
    while (!Thread.interrupted()) {
      Trial.check(List.of(work), List.of(engine.submit(work).get()));
    }
    return null;
  }

  /** Returns the latencies in milliseconds, in ascending order. */
  private static double[] askFor(Engine engine, ExecutorService clients, long nanos)
      throws Exception {
    long end = System.nanoTime() + nanos;
    Callable<List<Double>> client = () -> askUntil(engine, end);
    List<Future<List<Double>>> futures = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      futures.add(clients.submit(client));
    }
    List<Double> all = new ArrayList<>();
    for (Future<List<Double>> future : futures) {
      all.addAll(future.get());
    }
    double[] latencies = all.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(latencies);
    return latencies;
  }

  private static List<Double> askUntil(Engine engine, long end) throws Exception {
    List<Double> latencies = new ArrayList<>();
    do {
      long asked = System.nanoTime();
      Trial.check(List.of(SHORT), List.of(engine.submit(SHORT).get()));
      latencies.add(Trial.millisSince(asked));
      LockSupport.parkNanos(PAUSE_NANOS);
    } while (System.nanoTime() - end < 0 && !Thread.interrupted());
    return latencies;
  }

  private static double quantile(double[] sorted, double quantile) {
    return sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)];
  }
}
