package showcase.recipe.poolexecutor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import showcase.catalogue.Stage;
import showcase.engine.Fib;
import showcase.engine.Spread;
import showcase.process.JavaCommand;
import showcase.process.TaskException;
import showcase.process.WorkerException;
import showcase.process.WorkerPool;

/**
 * Two Fibonacci numbers at the same time, on two threads and on two processes, in several rounds.
 * For the edition a process is nothing special: the function of the map asks it.
 */
final class Race {
  private static final int ROUNDS = 3;
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final LazyMap edition;
  private final int n;
  private final List<Long> results = new ArrayList<>();
  private final List<Double> onThreads = new ArrayList<>();
  private final List<Double> onProcesses = new ArrayList<>();

  private Race(LazyMap edition, int n) {
    this.edition = edition;
    this.n = n;
  }

  /** Runs it, and measures. */
  static Race run(LazyMap edition, int n, Stage stage) throws Exception {
    var race = new Race(edition, n);
    try (var workers = new WorkerPool(2, JavaCommand.worker(), line -> {})) {
      Function<Integer, Long> ask = number -> ask(workers, number);
      double start = race.millis(ask, 1); // an answer needs a worker that has started
      for (int round = 0; round <= ROUNDS; round++) {
        double threads = race.millis(Race::compute, n);
        double processes = race.millis(ask, n);
        if (round > 0) { // the first one warms up
          race.onThreads.add(threads);
          race.onProcesses.add(processes);
        }
      }
      stage.measure("start of two processes", start, "ms");
    }
    stage.measure("two threads", Spread.of(race.onThreads).median(), "ms");
    stage.measure("two processes", Spread.of(race.onProcesses).median(), "ms");
    return race;
  }

  /** All results of all rounds. */
  List<Long> results() {
    return results;
  }

  /** The median ratio, and how far the rounds lie apart. */
  String processesToThreads() {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ratios.add(onProcesses.get(round) / onThreads.get(round));
    }
    Spread ratio = Spread.of(ratios);
    return String.format(
        Locale.ROOT,
        "%.1f x (%.1f to %.1f in %d rounds)",
        ratio.median(),
        ratio.least(),
        ratio.most(),
        ROUNDS);
  }

  private double millis(Function<Integer, Long> fib, int number) {
    long start = System.nanoTime();
    try (Stream<Long> both = edition.map(Collections.nCopies(2, number), fib, 2)) {
      List<Long> values = both.toList();
      if (number == n) {
        results.addAll(values);
      }
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static long compute(int number) {
    try {
      return Fib.interruptibly(number);
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private static long ask(WorkerPool workers, int number) {
    try {
      return Long.parseLong(workers.call("fib " + number, TIMEOUT, TIMEOUT));
    } catch (InterruptedException | TimeoutException | TaskException | WorkerException e) {
      throw new CompletionException(e);
    }
  }
}
