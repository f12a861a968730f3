package showcase.recipe.mapperformance;

import static showcase.catalogue.Recipe.recipe;

import java.util.Arrays;
import java.util.List;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** Applies a tiny function to very many items, and asks what it costs to share that out. */
public final class MapPerformanceRecipe {
  static final Parameter ITEMS =
      new Parameter("items", 999_999, 1, 1_000_000, "numbers to be squared");
  static final Parameter ALONE =
      new Parameter("alone", 20_000, 1, 200_000, "how many of them get a task each, in one way");

  private static final int WAYS = 3;
  private static final String SUM = "sum ";
  private static final String ORDER = ", order ";

  public static final Recipe RECIPE =
      recipe(7, "map-performance", "Compare with \"map\" performance")
          .problem(
              """
              Square 999 999 numbers into an array: in a loop, and then shared out among threads in
              several ways. In one of them the first 20 000 numbers get a task each, and the loop
              squares the rest: all of them would take too long. The results are the same, in the
              same order. What differs is the time.
              """)
          .python("a pool of ten took 0.56 s, the plain map 0.39 s")
          .parameters(ITEMS, ALONE)
          .claims(
              new Claim(
                  "there is a loop to compare with, and at least two other ways",
                  (in, run) ->
                      new Evidence(
                          run.saidBy("loop").size() == 1 && waysOf(run).size() >= WAYS,
                          "saw " + waysOf(run))),
              new Claim(
                  "the sum over all ways is equal, and right",
                  (in, run) -> Evidence.equal(List.of(sum(in.get(ITEMS))), sums(run))),
              new Claim(
                  "and every square stands at its number's place",
                  (in, run) -> Evidence.equal(List.of(order(in.get(ITEMS))), orders(run))))
          .whatChanges(
              """
              A parallel stream splits the work into few pieces by itself, where the classic edition
              counts chunks. A virtual thread for each item is the wrong tool: they are no faster at
              computing, and to start and end one takes as long as thousands of squarings.
              """)
          .keepTheClassicWhen(
              """
              The function is as small as this one: then the loop is the way to keep, and it takes
              work of milliseconds to be worth any sharing. A pool of one's own keeps long work out
              of the common pool, which all parallel streams share.
              """)
          .watchOutFor(
              """
              A task per item costs far more than such an item, on whatever thread it runs; a task
              per chunk does not. And a single run in a fresh JVM times the compiler: warm up,
              repeat, and let a benchmark harness decide where it matters.
              """)
          .classic(() -> new MapPerformanceClassic(), "Stopwatch.java")
          .modern(() -> new MapPerformanceModern(), "Stopwatch.java")
          .build();

  private MapPerformanceRecipe() {}

  /** What an edition says of a way's result: the sum, and a number that depends on the order. */
  static String describe(long[] squares) {
    return SUM + Arrays.stream(squares).sum() + ORDER + Arrays.hashCode(squares);
  }

  private static List<String> waysOf(Run run) {
    return run.lines().stream().map(Line::subject).distinct().toList();
  }

  private static List<String> sums(Run run) {
    return run.lines().stream().map(MapPerformanceRecipe::sumOf).distinct().toList();
  }

  private static String sumOf(Line line) {
    return line.text().substring(SUM.length(), line.text().indexOf(ORDER));
  }

  private static List<String> orders(Run run) {
    return run.lines().stream().map(MapPerformanceRecipe::orderOf).distinct().toList();
  }

  private static String orderOf(Line line) {
    return line.text().substring(line.text().indexOf(ORDER) + ORDER.length());
  }

  /** By the formula, not by adding. */
  private static String sum(int items) {
    long last = items - 1L;
    return Long.toString(last * (last + 1) * (2 * last + 1) / 6);
  }

  /** The hash of {@link Arrays#hashCode(long[])}, of squares that nobody stored. */
  private static String order(int items) {
    int hash = 1;
    for (long x = 0; x < items; x++) {
      hash = 31 * hash + Long.hashCode(x * x);
    }
    return Integer.toString(hash);
  }
}
