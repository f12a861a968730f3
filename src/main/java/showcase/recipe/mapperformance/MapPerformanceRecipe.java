package showcase.recipe.mapperformance;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;
import showcase.catalogue.Interruption;
import showcase.catalogue.Occupancy;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;
import showcase.recipe.mapperformance.Comparison.Way;

/** Maps very many items with a tiny function, and asks when doing that in parallel pays. */
public final class MapPerformanceRecipe {
  static final Parameter ITEMS =
      new Parameter("items", 999_999, 1, 1_000_000, "numbers to be squared");
  static final Parameter ALONE =
      new Parameter("alone", 5_000, 1, 200_000, "how many of them are squared in a task each");
  static final Parameter N = new Parameter("n", 18, 1, 25, "fib(n) is the costlier function");

  private static final int COSTLY_ITEMS = 500;

  private static final String LOOP = "loop";
  private static final String CHUNKS = "chunks";
  private static final String ONE_BY_ONE = "a task each";

  /** With one processor, nothing runs at the same time. */
  private static final int AT_ONCE = Math.min(2, Runtime.getRuntime().availableProcessors());

  private static final IntToLongFunction SQUARE = x -> (long) x * x;

  public static final Recipe<ParallelMap> RECIPE =
      Recipe.<ParallelMap>recipe(
              7,
              "map-performance",
              "When a parallel map pays",
              "Compare with \"map\" performance",
              ParallelMap.class)
          .topic(Topic.THREADS)
          .problem(
              """
              Square 999,999 numbers in one thread, and in chunks that run in parallel. Square the
              first 5,000 of them with a task for each. Then do the same with a function that takes
              microseconds. The results are equal. What differs is the time.
              """)
          .python("a pool of ten took 0.56 s, the plain map 0.39 s")
          .parameters(ITEMS, ALONE, N)
          .witnesses("Comparison.java", "InterruptedChunks.java")
          .classic(() -> new MapPerformanceClassic())
          .modern(() -> new MapPerformanceModern())
          .situations(MapPerformanceRecipe::situations)
          .timed("999,999 squares in chunks", edition -> edition.inChunks(999_999, SQUARE))
          .from21to25(
              """
              The joiner returns the subtasks in the order of the forks, so no list of them is
              kept.
              """)
          .from25to27(
              """
              join returns the results and no longer the subtasks, and throws a checked exception.
              """)
          .whatChanges(
              """
              A parallel stream splits the work into chunks by itself and runs them in the common
              pool. The classic edition chooses how many and starts a pool for them. A virtual
              thread for each number is no better than a task for each: it is no faster at
              computing.
              """)
          .keepTheClassicWhen(
              """
              The work takes long: a parallel stream shares the common pool with every ForkJoinTask
              that is not submitted to another pool (Javadoc of ForkJoinPool), and long work delays
              the others. Or chunks that have not begun must be dropped after an interrupt: a
              parallel stream ignores it and computes all of them, as shown.
              """)
          .watchOutFor(
              """
              A task for each item costs far more than a tiny item, on any thread. Chunks pay when
              they take much longer than their threads need to start. The figures are of one run in
              a JVM that has just warmed up: let JMH decide where it matters.
              """)
          .seeAlso("pool-map", "cpu-bound-threads", "pool-executor")
          .build();

  private MapPerformanceRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<ParallelMap, ?>> situations() {
    return List.of(
        compared("squares, in chunks", false, MapPerformanceRecipe::inChunks),
        compared("squares, in a task each", true, MapPerformanceRecipe::oneByOne),
        compared("a costlier function", true, MapPerformanceRecipe::costly),
        situation("no numbers, one, two, and so on to 40", MapPerformanceRecipe::few)
            .claim("every way gives the same results", (in, wrong) -> equal(List.of(), wrong)),
        situation("the first number takes longest", MapPerformanceRecipe::firstIsLast)
            .claim(
                "the results are in the order of the numbers",
                (in, wrong) -> equal(List.of(), wrong)),
        situation("calls meet", MapPerformanceRecipe::meet)
            .claim(
                "chunks run at the same time",
                (in, seen) -> that(seen.get(CHUNKS).peak() >= AT_ONCE, seen.get(CHUNKS).peak()))
            .claim(
                "tasks run at the same time",
                (in, seen) ->
                    that(seen.get(ONE_BY_ONE).peak() >= AT_ONCE, seen.get(ONE_BY_ONE).peak()))
            .shows("calls at once, chunks", (in, seen) -> seen.get(CHUNKS).peak())
            .shows("calls at once, a task each", (in, seen) -> seen.get(ONE_BY_ONE).peak()),
        situation("the function fails", MapPerformanceRecipe::fail)
            .claim(
                "the caller gets the failure, itself or as a cause",
                (in, seen) -> that(seen.values().stream().allMatch(Failed::isTold), seen))
            .shows("the caller of chunks", (in, seen) -> seen.get(CHUNKS))
            .shows("the caller of a task each", (in, seen) -> seen.get(ONE_BY_ONE)),
        interruptedBefore(MapPerformanceRecipe::waitInside),
        interruptedWhile("tasks wait", 2, MapPerformanceRecipe::waitInside),
        interruptedWhile("a task computes", 1, MapPerformanceRecipe::computeInside),
        situation("the caller is interrupted while chunks are computed", InterruptedChunks::pose)
            .claim(
                "the interrupt is thrown or kept",
                (in, seen) -> that(seen.thrownOrKept(), seen.ending()))
            .claim("no call runs when it ends", (in, seen) -> equal(0, seen.insideAtReturn()))
            .shows("the call", (in, seen) -> seen.ending()),
        interruptedAtTheEnd(MapPerformanceRecipe::endInside));
  }

  private static Situation<ParallelMap, Comparison> compared(
      String name, boolean withOneByOne, Situation.Play<ParallelMap, Comparison> play) {
    Situation<ParallelMap, Comparison> compared =
        Situation.situation(name, play)
            .claim(
                "the results are equal, element by element",
                (in, seen) -> equal(Map.of(), seen.wrong()))
            .shows("chunks, time relative to the loop", (in, seen) -> seen.toTheLoop(CHUNKS));
    return withOneByOne
        ? compared.shows(
            "a task each, time relative to the loop", (in, seen) -> seen.toTheLoop(ONE_BY_ONE))
        : compared;
  }

  private static Comparison inChunks(ParallelMap edition, Stage stage) throws Exception {
    return new Comparison("squares", stage.get(ITEMS), SQUARE)
        .way(LOOP, edition::inOneThread)
        .way(CHUNKS, edition::inChunks)
        .run(stage);
  }

  private static Comparison oneByOne(ParallelMap edition, Stage stage) throws Exception {
    return allWays("squares", edition, Math.min(stage.get(ITEMS), stage.get(ALONE)), SQUARE, stage);
  }

  private static Comparison costly(ParallelMap edition, Stage stage) throws Exception {
    int n = stage.get(N);
    int items = Math.min(stage.get(ITEMS), COSTLY_ITEMS);
    return allWays("times fib(" + n + ")", edition, items, x -> Fib.of(n) + x, stage);
  }

  private static Comparison allWays(
      String what, ParallelMap edition, int n, IntToLongFunction f, Stage stage) throws Exception {
    return new Comparison(what, n, f)
        .way(LOOP, edition::inOneThread)
        .way(CHUNKS, edition::inChunks)
        .way(ONE_BY_ONE, edition::oneByOne)
        .run(stage);
  }

  private static Map<String, Way> parallelWays(ParallelMap edition) {
    return Map.of(CHUNKS, edition::inChunks, ONE_BY_ONE, edition::oneByOne);
  }

  /** Every way and number that gave something else than the squares. */
  private static List<String> few(ParallelMap edition, Stage stage) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (int n = 0; n <= 40; n++) {
      long[] squares = squares(n);
      if (!Arrays.equals(edition.inOneThread(n, SQUARE), squares)) {
        wrong.add(LOOP + " of " + n);
      }
      for (Map.Entry<String, Way> way : parallelWays(edition).entrySet()) {
        if (!Arrays.equals(way.getValue().map(n, SQUARE), squares)) {
          wrong.add(way.getKey() + " of " + n);
        }
      }
    }
    return wrong;
  }

  /** Every way whose results are in another order. */
  private static List<String> firstIsLast(ParallelMap edition, Stage stage) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Way> way : parallelWays(edition).entrySet()) {
      if (!Arrays.equals(way.getValue().map(16, MapPerformanceRecipe::slowAtZero), squares(16))) {
        wrong.add(way.getKey());
      }
    }
    return wrong;
  }

  private static long slowAtZero(int x) {
    if (x == 0) {
      LockSupport.parkNanos(20_000_000); // meanwhile others end
    }
    return SQUARE.applyAsLong(x);
  }

  private static long[] squares(int n) {
    long[] squares = new long[n];
    Arrays.setAll(squares, SQUARE::applyAsLong);
    return squares;
  }

  private static Map<String, Occupancy> meet(ParallelMap edition, Stage stage) throws Exception {
    Map<String, Occupancy> calls =
        Map.of(CHUNKS, new Occupancy(AT_ONCE, stage), ONE_BY_ONE, new Occupancy(AT_ONCE, stage));
    for (Map.Entry<String, Way> way : parallelWays(edition).entrySet()) {
      Occupancy inside = calls.get(way.getKey());
      way.getValue().map(8, x -> calling(() -> enterAndLeave(inside)));
    }
    return calls;
  }

  private static void enterAndLeave(Occupancy inside) throws InterruptedException {
    try {
      inside.enter();
    } finally {
      inside.leave();
    }
  }

  /** What the caller got of a function that failed. */
  private record Failed(Throwable failure, Outcome<long[]> outcome) {
    boolean isTold() {
      return outcome instanceof Outcome.Threw<long[]>(Throwable thrown)
          && (thrown == failure || thrown.getCause() == failure);
    }

    @Override
    public String toString() {
      return outcome.toString();
    }
  }

  private static Map<String, Failed> fail(ParallelMap edition, Stage stage)
      throws InterruptedException {
    Map<String, Failed> seen = new TreeMap<>();
    for (Map.Entry<String, Way> way : parallelWays(edition).entrySet()) {
      var failure = new IllegalStateException("number 3 is bad");
      seen.put(
          way.getKey(),
          new Failed(
              failure,
              stage
                  .actor("caller", () -> way.getValue().map(8, x -> failAtThree(x, failure)))
                  .end()));
    }
    return seen;
  }

  private static long failAtThree(int x, RuntimeException failure) {
    if (x == 3) {
      throw failure;
    }
    return x;
  }

  private static void waitInside(ParallelMap edition, Interruption interruption) throws Exception {
    edition.oneByOne(2, x -> calling(interruption::await));
  }

  private static void computeInside(ParallelMap edition, Interruption interruption)
      throws Exception {
    edition.oneByOne(1, x -> calling(interruption::compute));
  }

  private static void endInside(ParallelMap edition, Interruption interruption) throws Exception {
    edition.oneByOne(1, x -> calling(interruption::end));
  }

  /** What a call does. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private static long calling(Step step) {
    try {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
