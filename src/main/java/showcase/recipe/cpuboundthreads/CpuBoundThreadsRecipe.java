package showcase.recipe.cpuboundthreads;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedTwice;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;

/** Computes two results on two threads, and measures what that gains. */
public final class CpuBoundThreadsRecipe {
  static final Parameter N = new Parameter("n", 35, 1, 42, "n of fib(n), which both compute");
  static final Parameter ROUNDS =
      new Parameter("rounds", 3, 1, 100, "how often each way is measured; the best time counts");

  public static final Recipe<TwoComputations> RECIPE =
      Recipe.<TwoComputations>recipe(
              3,
              "cpu-bound-threads",
              "Compute on two threads",
              "Performance Problem - GIL",
              TwoComputations.class)
          .topic(Topic.THREADS)
          .problem(
              """
              Compute fib(35) twice at the same time, on two threads, and return both results. The
              threads only compute; they never wait. Then compare the time with that of computing
              them in sequence.
              """)
          .python(
              """
              fib(35) twice: 9.51 s in sequence, 11.31 s on two threads. Only one thread at a time
              can run Python code (the GIL), and switching between threads costs time
              """)
          .parameters(N, ROUNDS)
          .witnesses("Meeting.java")
          .classic(() -> new CpuBoundThreadsClassic())
          .modern(() -> new CpuBoundThreadsModern())
          .edition("virtual", () -> new CpuBoundThreadsVirtual())
          .situations(CpuBoundThreadsRecipe::situations)
          .timed("fib(30) twice, on two threads", edition -> edition.both(fib(30), fib(30)))
          .from21to25(
              """
              The policy becomes a joiner, and the factory a part of the configuration. join now
              throws: an unchecked FailedException with the failure as its cause.
              """)
          .from25to27(
              """
              open takes a configuration without a joiner, and the failure is the checked
              ExecutionException again.
              """)
          .whatChanges(
              """
              The threads are still platform threads. A scope replaces the futures and the cleanup
              by hand, and if either computation fails, it interrupts the other at once.
              """)
          .keepTheClassicWhen(
              """
              A result is needed after the method that started its computation has returned: a
              Future can be passed on, but a fork cannot outlive its scope's block (JEP 505).
              """)
          .watchOutFor(
              """
              Virtual threads are not faster threads (JEP 444): by default they run on as many
              carriers as there are processors, and one that computes is not made to share its
              carrier. The first run of a method in a JVM is interpreted; do not measure it. A
              computation notices an interrupt only if it checks.
              """)
          .seeAlso("map-performance", "process-pool", "pool-map")
          .build();

  private CpuBoundThreadsRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<TwoComputations, ?>> situations() {
    return List.of(
        situation("fib(n) twice", CpuBoundThreadsRecipe::twice)
            .claim(
                "both results are right",
                (in, seen) -> {
                  long fib = Fib.byAddition(in.get(N));
                  return equal(List.of(fib, fib), seen.results);
                })
            .claim("the two overlap in time", (in, seen) -> equal(2, seen.meeting.met()))
            .claim("each has a thread of its own", (in, seen) -> equal(2, seen.meeting.threads())),
        situation("measured", CpuBoundThreadsRecipe::measured)
            .shows("times as fast as in sequence", (in, seen) -> seen.ratio()),
        situation("the second ends first", CpuBoundThreadsRecipe::secondEndsFirst)
            .claim(
                "the results are in the order of the computations",
                (in, seen) -> equal(List.of(1L, 2L), seen)),
        situation("the first fails", CpuBoundThreadsRecipe::firstFails)
            .claim(
                "the caller gets what it threw, as the cause",
                (in, seen) -> equal(List.of(true, true, true), seen.gotIt))
            .claim("no computation runs when it is thrown", (in, seen) -> equal(0, seen.inside))
            .shows("the second", (in, seen) -> seen.other),
        situation("the second fails", CpuBoundThreadsRecipe::secondFails)
            .claim(
                "the caller gets what it threw, as the cause",
                (in, seen) -> equal(List.of(true, true, true), seen.gotIt))
            .claim("no computation runs when it is thrown", (in, seen) -> equal(0, seen.inside))
            .shows("the first", (in, seen) -> seen.other),
        interruptedBefore(CpuBoundThreadsRecipe::compute),
        interruptedWhile("both compute", 2, CpuBoundThreadsRecipe::compute),
        interruptedWhile("both wait", 2, CpuBoundThreadsRecipe::waitInBoth),
        interruptedTwice(2, CpuBoundThreadsRecipe::waitInBoth),
        interruptedAtTheEnd(CpuBoundThreadsRecipe::endInBoth));
  }

  /** What was seen of the cheat sheet's scene. */
  private record Scene(Meeting meeting, List<Long> results) {}

  private static Scene twice(TwoComputations edition, Stage stage) throws Exception {
    var meeting = new Meeting(stage.get(N), stage);
    return new Scene(meeting, edition.both(() -> meeting.compute(1), () -> meeting.compute(2)));
  }

  /** The best times of both ways, in nanoseconds. */
  private record Times(long inSequence, long onThreads) {
    String ratio() {
      return String.format(Locale.ROOT, "%.2f", (double) inSequence / onThreads);
    }
  }

  /** Both ways in turn, and the best time of each: whatever disturbs a run makes it longer. */
  private static Times measured(TwoComputations edition, Stage stage) throws Exception {
    Callable<Long> fib = fib(stage.get(N));
    fib.call(); // warm-up, not measured: it is compiled while it runs
    long inSequence = Long.MAX_VALUE;
    long onThreads = Long.MAX_VALUE;
    for (int round = 0; round < stage.get(ROUNDS); round++) {
      long start = System.nanoTime();
      fib.call();
      fib.call();
      long middle = System.nanoTime();
      edition.both(fib, fib);
      inSequence = Math.min(inSequence, middle - start);
      onThreads = Math.min(onThreads, System.nanoTime() - middle);
    }
    stage.measure("in sequence", inSequence / 1e6, "ms");
    stage.measure("on two threads", onThreads / 1e6, "ms");
    stage.measure("times as fast", (double) inSequence / onThreads, "x");
    return new Times(inSequence, onThreads);
  }

  private static Callable<Long> fib(int n) {
    return () -> Fib.interruptibly(n);
  }

  private static List<Long> secondEndsFirst(TwoComputations edition, Stage stage) throws Exception {
    var secondEnds = new CountDownLatch(1);
    return edition.both(
        () -> {
          secondEnds.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
          return 1L;
        },
        () -> {
          secondEnds.countDown();
          return 2L;
        });
  }

  /**
   * What was seen when one computation failed.
   *
   * @param gotIt for each kind of failure, whether the caller got it as the cause
   * @param inside how many computations ran when a call ended
   * @param other what became of the other computation, at the last call
   */
  private record Failed(List<Boolean> gotIt, int inside, String other) {}

  private static Failed firstFails(TwoComputations edition, Stage stage) {
    return oneFails(stage, (failing, other) -> edition.both(failing, other));
  }

  private static Failed secondFails(TwoComputations edition, Stage stage) {
    return oneFails(stage, (failing, other) -> edition.both(other, failing));
  }

  /** A call of the edition with both computations. */
  @FunctionalInterface
  private interface Call {
    List<Long> make(Callable<Long> failing, Callable<Long> other) throws Exception;
  }

  private static Failed oneFails(Stage stage, Call call) {
    List<Throwable> failures =
        List.of(
            new Exception("checked"),
            new IllegalStateException("unchecked"),
            new AssertionError("error"));
    List<Boolean> gotIt = new ArrayList<>();
    var inside = new AtomicInteger();
    var interrupted = new AtomicBoolean();
    int left = 0;
    for (Throwable failure : failures) {
      var otherRuns = new CountDownLatch(1);
      Callable<Long> failing =
          () -> {
            otherRuns.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (failure instanceof Error error) {
              throw error;
            }
            throw (Exception) failure;
          };
      Callable<Long> other =
          () -> {
            inside.incrementAndGet();
            otherRuns.countDown();
            Stage.Doing computing = stage.does("the other", "computes");
            try {
              TimeUnit.MILLISECONDS.sleep(50); // time for an interrupt to arrive, if one does
            } catch (InterruptedException e) {
              interrupted.set(true);
            } finally {
              computing.end();
              inside.decrementAndGet();
            }
            return 0L;
          };
      Outcome<List<Long>> caller = Outcome.of(() -> call.make(failing, other));
      left += inside.get();
      gotIt.add(
          caller instanceof Outcome.Threw<List<Long>>(Throwable thrown)
              && thrown.getCause() == failure);
    }
    return new Failed(gotIt, left, interrupted.get() ? "is interrupted" : "computes to its end");
  }

  private static void compute(TwoComputations edition, Interruption interruption) throws Exception {
    Callable<Long> computation =
        () -> {
          interruption.compute();
          return 0L;
        };
    edition.both(computation, computation);
  }

  private static void waitInBoth(TwoComputations edition, Interruption interruption)
      throws Exception {
    Callable<Long> computation =
        () -> {
          interruption.await();
          return 0L;
        };
    edition.both(computation, computation);
  }

  private static void endInBoth(TwoComputations edition, Interruption interruption)
      throws Exception {
    Callable<Long> computation =
        () -> {
          interruption.end();
          return 0L;
        };
    edition.both(computation, computation);
  }
}
