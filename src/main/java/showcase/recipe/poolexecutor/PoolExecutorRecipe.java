package showcase.recipe.poolexecutor;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Actor;
import showcase.catalogue.Interruption;
import showcase.catalogue.Occupancy;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;

/** Applies a function in other threads, and gives each result when it is asked for. */
public final class PoolExecutorRecipe {
  static final Parameter ITEMS = new Parameter("items", 5, 2, 35, "fib(1) to fib(items)");
  static final Parameter WORKERS = new Parameter("workers", 3, 1, 100, "calls at the same time");
  static final Parameter N = new Parameter("n", 35, 1, 42, "n of the two fib(n) that are timed");

  public static final Recipe<LazyMap> RECIPE =
      Recipe.<LazyMap>recipe(
              19, "pool-executor", "A lazy parallel map", "PoolExecutor", LazyMap.class)
          .topic(Topic.SCHEDULING)
          .problem(
              """
              Map fib over 1 to 5 with three threads and take the results one by one, in the order
              of the items: the first can be used while later ones are being computed. A failure
              comes in place of the result, and a stream that is closed half-way leaves nothing
              running. Then compute fib(35) twice at the same time, on two threads and on two
              processes.
              """)
          .python("map with 3 threads: 1 1 2 3 5; two fib(35): threads 12.55 s, processes 5.54 s")
          .parameters(ITEMS, WORKERS, N)
          .witnesses("EndlessCalls.java", "Reading.java", "Race.java", "MapConcurrent.java")
          .classic(() -> new PoolExecutorClassic())
          .modern(() -> new PoolExecutorModern())
          .situations(PoolExecutorRecipe::situations)
          .timed(
              "100 calls that do nothing, 3 at a time",
              edition -> {
                try (var results = edition.map(Collections.nCopies(100, 7), i -> i * i, 3)) {
                  return results.toList();
                }
              })
          .from21to25(
              """
              The editions are the same. Only Java 24 and later have Gatherers.mapConcurrent,
              which a situation compares with them.
              """)
          .whatChanges(
              """
              The pool gets all items at once and computes ahead of the reader to the last one. The
              modern edition starts a virtual thread as a result is taken, so the reader sets the
              pace, and no more results wait than there are workers.
              """)
          .keepTheClassicWhen(
              """
              The calls compute, and the results are few enough to wait in memory: the pool's
              threads are not idle while the reader is slow.
              """)
          .watchOutFor(
              """
              Gatherers.mapConcurrent (Java 24, JEP 485) is such a map in one line. But if its
              reader is interrupted, it keeps waiting, as its source and the situation above show:
              use it only where each call is short. A stream that holds threads must be
              closed, like one of Files.lines. Where Python needs processes to compute in
              parallel, Java's threads are enough.
              """)
          .seeAlso("pool-map", "submit", "process-pool", "map-performance")
          .build();

  private PoolExecutorRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<LazyMap, ?>> situations() {
    return List.of(
        situation("Fibonacci numbers, one by one", PoolExecutorRecipe::oneByOne)
            .claim(
                "the results, in the order of the items",
                (in, seen) ->
                    equal(
                        IntStream.rangeClosed(1, in.get(ITEMS)).mapToObj(Fib::byAddition).toList(),
                        seen.taken))
            .claim(
                "the first is taken before the last is computed",
                (in, seen) -> that(seen.firstWasTaken, seen.firstWasTaken))
            .claim(
                "nothing is computed twice",
                (in, seen) -> equal(Collections.nCopies(in.get(ITEMS), 1), seen.calls())),
        situation("more items than workers", PoolExecutorRecipe::manyItems)
            .claim(
                "as many calls at the same time as workers",
                (in, seen) -> equal(in.get(WORKERS), seen.peak()))
            .claim(
                "a call for each item",
                (in, seen) -> equal(2 * in.get(WORKERS) + 1, seen.entered())),
        situation("no items, one item, no workers", PoolExecutorRecipe::few)
            .claim("no results, and one", (in, seen) -> equal("[] [49]", seen.results))
            .claim(
                "a map without workers is rejected",
                (in, seen) ->
                    that(
                        seen.withoutWorkers.threw(IllegalArgumentException.class),
                        seen.withoutWorkers)),
        situation("the second item is done first", PoolExecutorRecipe::secondFirst)
            .claim(
                "the results are in the order of the items",
                (in, results) -> equal(List.of("first", "second"), results)),
        situation("the reader pauses after the first result", PoolExecutorRecipe::pause)
            .claim("it gets all in the end", (in, seen) -> equal(EndlessCalls.ITEMS, seen.taken))
            .shows("calls begun in the pause, of ten", (in, seen) -> seen.begunInThePause),
        fails("a call fails", new IllegalStateException("the call failed")),
        fails("a call fails with an Error", new AssertionError("the call failed")),
        failsAndIsInterrupted(),
        situation("the stream is closed half-way", PoolExecutorRecipe::closeHalfWay)
            .claim(
                "the first result was there",
                (in, seen) -> equal(new Outcome.Returned<>(0), seen.first()))
            .claim(
                "every call in progress is interrupted",
                (in, seen) -> equal(0, seen.calls().uninterrupted()))
            .claim("no call runs any more", (in, seen) -> equal(0, seen.insideAfterClose()))
            .claim(
                "the other items are never begun",
                (in, seen) ->
                    that(seen.calls().begun() < EndlessCalls.ITEMS.size(), seen.calls().begun())),
        situation(
                "on threads, and on processes",
                (LazyMap edition, Stage stage) -> Race.run(edition, stage.get(N), stage))
            .claim(
                "every result is right",
                (in, seen) ->
                    equal(
                        Collections.nCopies(seen.results().size(), Fib.byAddition(in.get(N))),
                        seen.results()))
            .shows("processes, time relative to threads", (in, seen) -> seen.processesToThreads()),
        interruptedBefore(PoolExecutorRecipe::waitInside),
        interruptedWhile("it waits for a result", 3, PoolExecutorRecipe::waitInside)
            .shows(
                "with Gatherers.mapConcurrent in its place",
                (in, seen) -> MapConcurrent.interrupted()),
        interruptedWhile("a call computes", 1, PoolExecutorRecipe::computeInside),
        interruptedAtTheEnd(PoolExecutorRecipe::endInside));
  }

  /** What the reader of the cheat sheet's scene saw. */
  private static final class OneByOne {
    private final Stage stage;
    private final AtomicIntegerArray calls;
    private final CountDownLatch firstTaken = new CountDownLatch(1);
    private final List<Long> taken = new ArrayList<>();
    private volatile boolean firstWasTaken;

    OneByOne(int items, Stage stage) {
      this.stage = stage;
      calls = new AtomicIntegerArray(items);
    }

    /** The last call waits until the first result has been taken. */
    long call(int n) {
      calls.incrementAndGet(n - 1);
      if (n == calls.length()) {
        firstWasTaken = stage.does("task", "waits", () -> await(firstTaken, stage));
      }
      return stage.does("task", "computes fib(" + n + ")", () -> Fib.of(n));
    }

    List<Integer> calls() {
      return IntStream.range(0, calls.length()).mapToObj(calls::get).toList();
    }
  }

  private static OneByOne oneByOne(LazyMap edition, Stage stage) {
    int items = stage.get(ITEMS);
    var seen = new OneByOne(items, stage);
    List<Integer> numbers = IntStream.rangeClosed(1, items).boxed().toList();
    try (Stream<Long> results = edition.map(numbers, seen::call, stage.get(WORKERS))) {
      results.forEach(result -> {
        stage.say("takes", result);
        seen.taken.add(result);
        seen.firstTaken.countDown();
      });
    }
    return seen;
  }

  private static Occupancy manyItems(LazyMap edition, Stage stage) {
    int workers = stage.get(WORKERS);
    var calls = new Occupancy(workers, stage);
    List<Integer> items = Collections.nCopies(2 * workers + 1, 0);
    try (Stream<Integer> results =
        edition.map(items, item -> calling(() -> enterAndLeave(calls)), workers)) {
      results.toList();
    }
    return calls;
  }

  private static void enterAndLeave(Occupancy calls) throws InterruptedException {
    try {
      calls.enter();
    } finally {
      calls.leave();
    }
  }

  private record Few(String results, Outcome<List<Integer>> withoutWorkers) {}

  /** Streams that have been read to their ends need not be closed. */
  private static Few few(LazyMap edition, Stage stage) throws InterruptedException {
    List<Integer> none = List.of();
    String results =
        edition.map(none, i -> i * i, 1).toList()
            + " "
            + edition.map(List.of(7), i -> i * i, 1).toList();
    return new Few(
        results, stage.actor("caller", () -> edition.map(List.of(7), i -> i, 0).toList()).end());
  }

  private static List<String> secondFirst(LazyMap edition, Stage stage) {
    var secondIsDone = new CountDownLatch(1);
    try (Stream<String> results =
        edition.map(
            List.of("first", "second"),
            item -> {
              if (item.equals("first")) {
                await(secondIsDone, stage);
              }
              stage.say(item, "is done");
              secondIsDone.countDown();
              return item;
            },
            2)) {
      return results.toList();
    }
  }

  /** What a reader that paused saw. */
  private static final class Pause {
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch allBegun = new CountDownLatch(EndlessCalls.ITEMS.size());
    private final List<Integer> taken = new ArrayList<>();
    private int begunInThePause;
  }

  private static Pause pause(LazyMap edition, Stage stage) throws InterruptedException {
    var seen = new Pause();
    try (Stream<Integer> results =
        edition.map(
            EndlessCalls.ITEMS,
            item -> {
              seen.begun.incrementAndGet();
              seen.allBegun.countDown();
              return item;
            },
            EndlessCalls.WORKERS)) {
      var each = results.iterator();
      seen.taken.add(each.next());
      seen.allBegun.await(50, TimeUnit.MILLISECONDS);
      seen.begunInThePause = seen.begun.get();
      each.forEachRemaining(seen.taken::add);
    }
    return seen;
  }

  private static Situation<LazyMap, Reading> fails(String name, Throwable failure) {
    return Situation.<LazyMap, Reading>situation(
            name,
            (edition, stage) -> {
              var seen = new Reading(new EndlessCalls(failure, stage));
              seen.calls().letThemEnd();
              stage.actor("reader", () -> seen.takeUntilItFails(edition)).end();
              return seen;
            })
        .claim(
            "the result before it is given",
            (in, seen) -> equal(new Outcome.Returned<>(0), seen.first()))
        .claim(
            "the failure comes in its place, as the cause",
            (in, seen) -> that(isCause(failure, seen.second()), seen.second()))
        .claim(
            "every call in progress is interrupted",
            (in, seen) -> equal(0, seen.calls().uninterrupted()))
        .claim("no call runs any more", (in, seen) -> equal(0, seen.insideAfterSecond()))
        .claim(
            "the other items are never begun",
            (in, seen) ->
                that(seen.calls().begun() < EndlessCalls.ITEMS.size(), seen.calls().begun()))
        .claim(
            "a reader that asks again gets an exception",
            (in, seen) -> that(seen.again().threw(RuntimeException.class), seen.again()));
  }

  private static Situation<LazyMap, Reading> failsAndIsInterrupted() {
    var failure = new IllegalStateException("the call failed");
    return Situation.<LazyMap, Reading>situation(
            "a call fails, and the reader is interrupted while the others end",
            (edition, stage) -> {
              var seen = new Reading(new EndlessCalls(failure, stage));
              Actor<Reading> reader = stage.actor("reader", () -> seen.takeUntilItFails(edition));
              seen.calls().awaitInterrupt();
              reader.interrupt();
              seen.calls().letThemEnd();
              reader.end();
              return seen;
            })
        .claim(
            "the failure comes, as the cause",
            (in, seen) -> that(isCause(failure, seen.second()), seen.second()))
        .claim(
            "the interrupt is kept", (in, seen) -> that(seen.interruptKept(), seen.interruptKept()))
        .claim("no call runs any more", (in, seen) -> equal(0, seen.insideAfterSecond()));
  }

  private static boolean isCause(Throwable failure, Outcome<Integer> outcome) {
    return outcome instanceof Outcome.Threw<Integer>(Throwable thrown)
        && thrown instanceof CompletionException
        && thrown.getCause() == failure;
  }

  private static Reading closeHalfWay(LazyMap edition, Stage stage) throws InterruptedException {
    var seen = new Reading(new EndlessCalls(null, stage));
    seen.calls().letThemEnd();
    stage.actor("reader", () -> seen.takeOne(edition)).end();
    return seen;
  }

  private static void waitInside(LazyMap edition, Interruption interruption)
      throws InterruptedException {
    readAll(edition, 3, interruption::await);
  }

  private static void computeInside(LazyMap edition, Interruption interruption)
      throws InterruptedException {
    readAll(edition, 1, interruption::compute);
  }

  private static void endInside(LazyMap edition, Interruption interruption)
      throws InterruptedException {
    readAll(edition, 1, interruption::end);
  }

  /** What a call does. */
  private interface Step {
    void run() throws InterruptedException;
  }

  /** A reader that may throw what a stream cannot. It need not close a stream that has ended. */
  private static Object readAll(LazyMap edition, int workers, Step step)
      throws InterruptedException {
    List<Integer> items = Collections.nCopies(2 * workers, 0);
    try {
      return edition.map(items, item -> calling(step), workers).toList();
    } catch (CancellationException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw e;
    }
  }

  private static int calling(Step step) {
    try {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static boolean await(CountDownLatch latch, Stage stage) {
    try {
      return latch.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
