package showcase.recipe.poolmap;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedTwice;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import showcase.catalogue.Actor;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;

/** Maps items in parallel: all results in order, or the first failure. */
public final class PoolMapRecipe {
  static final Parameter ITEMS = new Parameter("items", 5, 0, 10_000, "items to square, from 0");

  /** As many items as the classic edition has threads, so that all can run at the same time. */
  private static final int AT_ONCE = 5;

  public static final Recipe<ParallelMap> RECIPE =
      Recipe.<ParallelMap>recipe(
              6,
              "pool-map",
              "Map in parallel, all or nothing",
              "Using multiprocessing ThreadPool",
              ParallelMap.class)
          .topic(Topic.THREADS)
          .problem(
              """
              A function is applied to many items in parallel. The caller gets all results in the
              order of the items. If the function fails for one item, the calls that still run are
              interrupted, and the caller gets the failure when they have ended.
              """)
          .python("a pool of five threads: [0, 1, 4, 9, 16]")
          .parameters(ITEMS)
          .classic(() -> new PoolMapClassic())
          .modern(() -> new PoolMapModern())
          .situations(PoolMapRecipe::situations)
          .timed(
              "the squares of 100 items",
              edition -> edition.map(Collections.nCopies(100, 7), i -> i * i))
          .from21to25(
              """
              The joiner returns the subtasks in the order of the forks, so no list of them is
              kept. A failure is unchecked.
              """)
          .from25to27(
              """
              join returns the list of results, so there is nothing left to do with it. A failure
              is the checked ExecutionException again.
              """)
          .whatChanges(
              """
              The scope is what the classic edition builds from a pool, a completion service and a
              finally block: the first failure interrupts the rest, and nothing outlives the call.
              """)
          .keepTheClassicWhen(
              """
              The function only computes, or the items are many and small. More threads than
              processors do not help then; a fixed pool or a parallel stream divides the items among
              a few threads (see map-performance).
              """)
          .watchOutFor(
              """
              ExecutorService.invokeAll does not stop at a failure: it waits for all tasks, and the
              caller gets the failure only from that task's Future (see the Javadoc of invokeAll).
              """)
          .seeAlso("submit", "pool-executor", "map-performance")
          .build();

  private PoolMapRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<ParallelMap, ?>> situations() {
    return List.of(
        situation("squares", PoolMapRecipe::squares)
            .claim(
                "the squares, in the order of the items",
                (in, results) ->
                    equal(
                        IntStream.range(0, in.get(ITEMS)).mapToObj(i -> i * i).toList(), results)),
        situation("no items, and one", PoolMapRecipe::noneAndOne)
            .claim("no results, and one", (in, results) -> equal("[] [49]", results)),
        situation("the second item is done first", PoolMapRecipe::secondFirst)
            .claim("the second item was done first", (in, seen) -> equal(true, seen.together))
            .claim(
                "the results are still in the order of the items",
                (in, seen) -> equal(List.of("first", "second"), seen.results)),
        situation("an item fails while others wait", PoolMapRecipe::oneFails)
            .claim("the caller gets the failure itself as the cause", (in, seen) -> seen.cause())
            .claim(
                "every other running call is interrupted", (in, seen) -> seen.othersInterrupted())
            .claim(
                "no call runs when it throws",
                (in, seen) -> that(seen.runAtReturn == 0, seen.runAtReturn + " running"))
            .shows("the caller", (in, seen) -> seen.thrown())
            .shows("calls that began, of 50", (in, seen) -> seen.began),
        situation("an item fails with an Error", PoolMapRecipe::oneFailsWithAnError)
            .claim("the caller gets the failure itself as the cause", (in, seen) -> seen.cause())
            .claim(
                "every other running call is interrupted", (in, seen) -> seen.othersInterrupted()),
        interruptedBefore(PoolMapRecipe::waitInside),
        interruptedWhile("five calls wait", AT_ONCE, PoolMapRecipe::waitInside),
        interruptedWhile("a call computes", 1, PoolMapRecipe::computeInside),
        interruptedTwice(AT_ONCE, PoolMapRecipe::waitInside),
        interruptedAtTheEnd(PoolMapRecipe::endInside));
  }

  private static List<Integer> squares(ParallelMap edition, Stage stage) throws Exception {
    List<Integer> items = IntStream.range(0, stage.get(ITEMS)).boxed().toList();
    List<Integer> results = edition.map(items, item -> square(item, stage));
    stage.say(results);
    return results;
  }

  private static int square(int item, Stage stage) {
    return stage.does(item, "computes", () -> item * item);
  }

  private static String noneAndOne(ParallelMap edition, Stage stage) throws Exception {
    List<Integer> none = List.of();
    return edition.map(none, item -> item * item) + " " + edition.map(List.of(7), i -> i * i);
  }

  /**
   * Two items, of which the second is done first.
   *
   * @param together whether the first was still running when the second was done
   */
  private record TwoItems(boolean together, List<String> results) {}

  private static TwoItems secondFirst(ParallelMap edition, Stage stage) throws Exception {
    var secondIsDone = new CountDownLatch(1);
    var together = new AtomicBoolean();
    List<String> results =
        edition.map(
            List.of("first", "second"),
            item -> {
              if (item.equals("first")) {
                together.set(stage.does(item, "waits", () -> await(secondIsDone, stage)));
                linger(); // until the other call has ended, too
              } else {
                secondIsDone.countDown();
              }
              stage.say(item, "is done");
              return item;
            });
    return new TwoItems(together.get(), results);
  }

  private static Failing oneFails(ParallelMap edition, Stage stage) throws InterruptedException {
    return fail(edition, stage, 50, () -> new IllegalStateException("item 2 is bad"));
  }

  private static Failing oneFailsWithAnError(ParallelMap edition, Stage stage)
      throws InterruptedException {
    return fail(edition, stage, AT_ONCE, () -> new AssertionError("item 2 is bad"));
  }

  /** Item 2 fails when four other calls run, which wait until they are interrupted. */
  private static Failing fail(
      ParallelMap edition, Stage stage, int items, Supplier<? extends Throwable> failure)
      throws InterruptedException {
    var seen = new Failing(failure.get(), stage);
    List<Integer> all = IntStream.range(0, items).boxed().toList();
    Actor<Object> caller =
        stage.actor(
            "caller",
            () -> {
              try {
                return edition.map(all, seen::call);
              } finally {
                seen.runAtReturn = seen.inside.get();
              }
            });
    seen.outcome = caller.end();
    return seen;
  }

  /** A function that fails for item 2, and sees what happens to the other calls. */
  private static final class Failing {
    private final Throwable failure;
    private final Stage stage;
    private final CountDownLatch others = new CountDownLatch(AT_ONCE - 1);
    private final AtomicInteger began = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final Queue<String> endings = new ConcurrentLinkedQueue<>();

    // Read after the caller's thread has ended, which makes them visible.
    private int runAtReturn;
    private Outcome<Object> outcome;

    Failing(Throwable failure, Stage stage) {
      this.failure = failure;
      this.stage = stage;
    }

    int call(int item) {
      began.incrementAndGet();
      if (item == 2) {
        await(others, stage);
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      }
      inside.incrementAndGet();
      others.countDown();
      Stage.Doing waiting = stage.does(item, "waits");
      try {
        new CountDownLatch(1).await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
        endings.add("was not interrupted");
      } catch (InterruptedException e) {
        endings.add("interrupted");
      } finally {
        waiting.end();
        inside.decrementAndGet();
      }
      return item;
    }

    Evidence cause() {
      boolean itself =
          outcome instanceof Outcome.Threw<Object>(Throwable thrown)
              && thrown.getCause() == failure;
      return that(itself, "that it " + outcome);
    }

    Evidence othersInterrupted() {
      return that(
          !endings.isEmpty() && endings.stream().allMatch("interrupted"::equals),
          List.copyOf(endings));
    }

    String thrown() {
      return outcome instanceof Outcome.Threw<Object>(Throwable thrown)
          ? "gets " + thrown.getClass().getSimpleName()
          : outcome.toString();
    }
  }

  private static void linger() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean await(CountDownLatch latch, Stage stage) {
    try {
      return latch.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void waitInside(ParallelMap edition, Interruption interruption) throws Exception {
    edition.map(Collections.nCopies(2 * AT_ONCE, 0), item -> inside(interruption::await));
  }

  private static void computeInside(ParallelMap edition, Interruption interruption)
      throws Exception {
    edition.map(List.of(0), item -> inside(interruption::compute));
  }

  private static void endInside(ParallelMap edition, Interruption interruption) throws Exception {
    edition.map(List.of(0), item -> inside(interruption::end));
  }

  /** What a task of an interruption does. */
  private interface Task {
    void run() throws InterruptedException;
  }

  private static int inside(Task task) {
    try {
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
