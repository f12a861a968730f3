package showcase.recipe.mapperformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToLongFunction;
import showcase.catalogue.Stage;
import showcase.engine.Spread;

/**
 * Times several ways to map the same numbers, in turn, so that whatever else the machine does
 * disturbs all of them alike. The first rounds warm up and are not counted: in them the code is
 * still being compiled.
 */
final class Comparison {
  private static final long WARM_UP_NANOS = 100_000_000;
  private static final int ROUNDS = 5;

  /** A way to map the numbers from 0 to n - 1. */
  interface Way {
    long[] map(int n, IntToLongFunction f) throws Exception;
  }

  private final String what;
  private final int n;
  private final IntToLongFunction f;
  private final Map<String, Way> ways = new LinkedHashMap<>();
  private final Map<String, List<Double>> nanos = new LinkedHashMap<>();
  private final Map<String, String> wrong = new LinkedHashMap<>();

  /**
   * @param what is computed, in a word
   */
  Comparison(String what, int n, IntToLongFunction f) {
    this.what = what;
    this.n = n;
    this.f = f;
  }

  /** Adds a way; the others are compared with the first. */
  Comparison way(String name, Way way) {
    ways.put(name, way);
    nanos.put(name, new ArrayList<>());
    return this;
  }

  /** Times them. */
  Comparison run(Stage stage) throws Exception {
    long[] expected = new long[n];
    Arrays.setAll(expected, f::applyAsLong);
    stage.does(what, "warms up", () -> warmUp(expected));
    nanos.values().forEach(List::clear);
    for (int round = 1; round <= ROUNDS; round++) {
      stage.does(what, "is timed, round " + round, () -> round(expected));
    }
    ways.keySet()
        .forEach(way ->
            stage.measure(
                "%d %s, %s".formatted(n, what, way),
                Spread.of(nanos.get(way)).median(),
                "ns an item"));
    return this;
  }

  private Void warmUp(long[] expected) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < WARM_UP_NANOS) {
      round(expected);
    }
    return null;
  }

  private Void round(long[] expected) throws Exception {
    for (Map.Entry<String, Way> way : ways.entrySet()) {
      long start = System.nanoTime();
      long[] results = way.getValue().map(n, f);
      nanos.get(way.getKey()).add((double) (System.nanoTime() - start) / Math.max(n, 1));
      int mismatch = Arrays.mismatch(expected, results);
      if (mismatch >= 0) {
        wrong.put(way.getKey(), "result " + mismatch);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return null;
  }

  /** To the first way in the same round. */
  private Spread ratio(String way) {
    List<Double> loop = nanos.values().iterator().next();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ratios.add(nanos.get(way).get(round) / loop.get(round));
    }
    return Spread.of(ratios);
  }

  /** The ways whose results were not those of the loop, and the first result that was wrong. */
  Map<String, String> wrong() {
    return wrong;
  }

  /** The median ratio of a way to the loop, and how far the rounds lie apart. */
  String toTheLoop(String way) {
    Spread ratio = ratio(way);
    return "%s x (%s to %s in %d rounds)"
        .formatted(digits(ratio.median()), digits(ratio.least()), digits(ratio.most()), ROUNDS);
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }
}
