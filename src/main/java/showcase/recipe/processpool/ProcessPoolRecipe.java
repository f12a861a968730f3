package showcase.recipe.processpool;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import showcase.catalogue.Actor;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;
import showcase.process.JavaCommand;
import showcase.process.ProcessTree;
import showcase.process.TaskException;
import showcase.process.WorkerException;
import showcase.process.WorkerPool;

/** Computes in other processes, which are kept for further calls. */
public final class ProcessPoolRecipe {
  static final Parameter N = new Parameter("n", 35, 1, 45, "n of fib(n), the same for each task");
  static final Parameter TASKS = new Parameter("tasks", 5, 1, 100, "tasks to compute");
  static final Parameter WORKERS = new Parameter("workers", 5, 1, 16, "processes that compute");

  private static final List<Integer> NEXT = List.of(10, 20);
  private static final List<Long> NEXT_RESULTS = List.of(55L, 6765L);

  public static final Recipe<FibPool> RECIPE =
      Recipe.<FibPool>recipe(
              14, "process-pool", "Compute in other processes", "Multiprocessing", FibPool.class)
          .topic(Topic.PROCESSES)
          .problem(
              """
              Several Fibonacci numbers are computed by worker processes that are started once and
              kept. A worker that dies with a task, or writes garbage, is replaced, and its task is
              run again, once. However a call ends, the next caller finds a working pool.
              """)
          .python("five fib(35): in sequence 23.85 s, Pool(5) of processes 13.24 s")
          .parameters(N, TASKS, WORKERS)
          .witnesses("Gate.java", "PoolWorker.java")
          .classic(() -> new ProcessPoolClassic())
          .modern(() -> new ProcessPoolModern())
          .situations(ProcessPoolRecipe::situations)
          .notTimed("the first situation measures start and computation, and so does compare")
          .from21to25(
              """
              join itself reports the first failure, so throwIfFailed is gone, and the failure is
              unchecked.
              """)
          .from25to27(
              """
              The failure is the checked ExecutionException again. Nothing else changes.
              """)
          .whatChanges(
              """
              The threads only wait, so each task can have a virtual thread of its own. No thread
              pool is needed: the number of processes is the limit. The scope stops the other calls
              at the first failure; the classic edition needs a completion service to notice it.
              """)
          .keepTheClassicWhen(
              """
              The program must not use preview APIs, and StructuredTaskScope is one up to Java 27.
              In either case, first ask whether processes are needed at all: Java's threads compute
              in parallel.
              """)
          .watchOutFor(
              """
              A task may run twice, so it must be idempotent. A worker process does not notice that
              its caller is interrupted: the call has to kill it, and wait until it has ended.
              """)
          .seeAlso("process-map", "pool-map", "kill-children")
          .build();

  private ProcessPoolRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<FibPool, ?>> situations() {
    return List.of(
        situation("the same number several times", ProcessPoolRecipe::sameNumber)
            .claim(
                "all results are right",
                (in, results) ->
                    equal(Collections.nCopies(in.get(TASKS), Fib.byAddition(in.get(N))), results)),
        situation("more numbers than workers", ProcessPoolRecipe::manyNumbers)
            .claim(
                "the results are in the order of the numbers",
                (in, seen) -> equal(List.of(8L, 5L, 3L, 2L, 1L), seen.results))
            .claim(
                "as many compute at once as there are workers", (in, seen) -> equal(2, seen.peak)),
        situation("no numbers, and one", ProcessPoolRecipe::noneAndOne)
            .claim("no results, and one", (in, results) -> equal("[] [55]", results)),
        situation("a worker is killed while it holds a task", ProcessPoolRecipe::oneIsKilled)
            .claim(
                "the caller gets the right results",
                (in, seen) -> equal(NEXT_RESULTS, seen.results))
            .claim("the task was run twice, in two processes", (in, seen) -> seen.ranTwice())
            .claim("the worker was replaced", (in, seen) -> seen.replaced()),
        situation("a worker writes garbage", ProcessPoolRecipe::oneWritesGarbage)
            .claim(
                "the caller gets the right results",
                (in, seen) -> equal(NEXT_RESULTS, seen.results))
            .claim("the task was run twice, in two processes", (in, seen) -> seen.ranTwice())
            .claim("the worker was replaced", (in, seen) -> seen.replaced()),
        situation("a worker hangs", ProcessPoolRecipe::oneHangs)
            .claim(
                "the caller gets the failure as the cause",
                (in, seen) -> seen.causedBy(WorkerException.class))
            .claim("no worker that computed for it is alive", (in, seen) -> equal(0L, seen.alive))
            .claim("the next call gets its results", (in, seen) -> equal(NEXT_RESULTS, seen.next))
            .shows("the caller", (in, seen) -> seen.thrown()),
        situation("a number is refused while another is computed", ProcessPoolRecipe::oneIsRefused)
            .claim(
                "the caller gets the failure as the cause",
                (in, seen) -> seen.causedBy(TaskException.class))
            .claim("no worker that computed for it is alive", (in, seen) -> equal(0L, seen.alive))
            .claim("the next call gets its results", (in, seen) -> equal(NEXT_RESULTS, seen.next))
            .shows("the caller", (in, seen) -> seen.thrown()),
        situation("an interrupted call, and the next one", ProcessPoolRecipe::interruptedAndNext)
            .claim(
                "the interrupted one throws InterruptedException",
                (in, seen) -> that(seen.caller.threw(InterruptedException.class), seen.caller))
            .claim("no worker that computed for it is alive", (in, seen) -> equal(0L, seen.alive))
            .claim("the next call gets its results", (in, seen) -> equal(NEXT_RESULTS, seen.next)),
        interruptedBefore(ProcessPoolRecipe::hold),
        interruptedWhile("two workers hold tasks", 2, ProcessPoolRecipe::hold));
  }

  private static WorkerPool open(int workers, JavaCommand command) throws Exception {
    return new WorkerPool(workers, command, line -> {});
  }

  /** A pool whose workers are up, so that no claim depends on how long a start takes. */
  private static WorkerPool open(int workers, Gate gate) throws Exception {
    WorkerPool pool = open(workers, gate.command());
    try {
      for (int i = 0; i < workers; i++) {
        pool.call("fib " + Gate.WARM_UP, Stage.LONG, Stage.LONG); // the workers take turns
      }
      return pool;
    } catch (Exception e) {
      pool.close();
      throw e;
    }
  }

  /** The cheat sheet's scene. */
  private static List<Long> sameNumber(FibPool edition, Stage stage) throws Exception {
    List<Integer> numbers = Collections.nCopies(stage.get(TASKS), stage.get(N));
    long start = System.nanoTime();
    for (int n : numbers) {
      stage.does("", "computes fib(" + n + ")", () -> Fib.interruptibly(n));
    }
    start = lap("in sequence, in this JVM", start, stage);
    int workers = stage.get(WORKERS);
    try (var pool = open(workers, JavaCommand.worker())) {
      // The first answers: all are up.
      List<Integer> ones = Collections.nCopies(workers, 1);
      stage.does("", "waits for the processes", () -> edition.map(ones, pool, Stage.LONG));
      start = lap("start of the processes", start, stage);
      List<Long> results =
          stage.does("", "waits for the results", () -> edition.map(numbers, pool, Stage.LONG));
      lap("on the processes", start, stage);
      stage.say(results);
      return results;
    }
  }

  private static long lap(String name, long start, Stage stage) {
    long now = System.nanoTime();
    stage.measure(name, (now - start) / 1e6, "ms");
    return now;
  }

  /** What was seen of more numbers than workers. */
  private record Many(List<Long> results, int peak) {}

  private static Many manyNumbers(FibPool edition, Stage stage) throws Exception {
    try (var gate = new Gate(2, stage, (visit, attempt) -> Gate.COMPUTE);
        var pool = open(2, gate)) {
      List<Long> results = edition.map(List.of(6, 5, 4, 3, 2), pool, Stage.LONG);
      return new Many(results, gate.peak());
    }
  }

  private static String noneAndOne(FibPool edition, Stage stage) throws Exception {
    try (var pool = open(1, JavaCommand.worker())) {
      return edition.map(List.of(), pool, Stage.LONG)
          + " "
          + edition.map(List.of(10), pool, Stage.LONG);
    }
  }

  /**
   * What was seen after the first worker that had the first number was lost.
   *
   * @param holders the processes that had that number
   * @param pids the workers at the end
   */
  private record Lost(List<Long> results, List<ProcessHandle> holders, List<Long> pids) {
    Evidence ranTwice() {
      return equal(2L, holders.stream().distinct().count());
    }

    Evidence replaced() {
      return that(pids.size() == 2 && !pids.contains(holders.getFirst().pid()), pids);
    }
  }

  private static Lost oneIsKilled(FibPool edition, Stage stage) throws Exception {
    return loseOne(
        edition,
        stage,
        visit -> {
          stage.say("killed while it holds fib(" + visit.n() + ")");
          visit.process().destroyForcibly();
          return "";
        });
  }

  private static Lost oneWritesGarbage(FibPool edition, Stage stage) throws Exception {
    return loseOne(edition, stage, visit -> Gate.WRITE_GARBAGE);
  }

  private static Lost loseOne(FibPool edition, Stage stage, Function<Gate.Visit, String> first)
      throws Exception {
    int lost = NEXT.getFirst();
    Gate.Rule rule =
        (visit, attempt) -> visit.n() == lost && attempt == 1 ? first.apply(visit) : Gate.COMPUTE;
    try (var gate = new Gate(2, stage, rule);
        var pool = open(2, gate)) {
      List<Long> results = edition.map(NEXT, pool, Stage.LONG);
      return new Lost(results, gate.holders(lost), pool.pids());
    }
  }

  /**
   * What was seen of a call that did not succeed.
   *
   * @param caller how it ended
   * @param alive how many of the processes that had held its tasks were alive when it had ended
   * @param next what the next call on the same pool returned
   */
  private record Ended(Outcome<List<Long>> caller, long alive, Object next) {
    Evidence causedBy(Class<? extends Throwable> type) {
      boolean cause =
          caller instanceof Outcome.Threw<List<Long>>(Throwable failure)
              && type.isInstance(failure.getCause());
      return that(cause, caller);
    }

    String thrown() {
      return caller instanceof Outcome.Threw<List<Long>>(Throwable failure)
          ? "gets " + failure.getClass().getSimpleName()
          : caller.toString();
    }
  }

  /** The timeout passes twice: on the first worker, and on the one that replaces it. */
  private static Ended oneHangs(FibPool edition, Stage stage) throws Exception {
    var never = new CountDownLatch(1);
    Gate.Rule rule =
        (visit, attempt) -> {
          if (visit.n() == 30) {
            never.await();
          }
          return Gate.COMPUTE;
        };
    try (var gate = new Gate(1, stage, rule);
        var pool = open(1, gate)) {
      var tooShort = Duration.ofMillis(100);
      return ended(edition, gate, pool, Outcome.of(() -> edition.map(List.of(30), pool, tooShort)));
    }
  }

  private static Ended oneIsRefused(FibPool edition, Stage stage) throws Exception {
    var never = new CountDownLatch(1);
    Gate.Rule rule =
        (visit, attempt) -> {
          if (visit.n() == 30) {
            never.await();
          }
          return visit.n() == 31 ? Gate.REFUSE : Gate.COMPUTE;
        };
    try (var gate = new Gate(2, stage, rule);
        var pool = open(2, gate)) {
      return ended(
          edition, gate, pool, Outcome.of(() -> edition.map(List.of(30, 31), pool, Stage.LONG)));
    }
  }

  private static Ended interruptedAndNext(FibPool edition, Stage stage) throws Exception {
    var never = new CountDownLatch(1);
    var bothHold = new CountDownLatch(2);
    Gate.Rule rule =
        (visit, attempt) -> {
          if (visit.n() == 30) {
            bothHold.countDown();
            never.await();
          }
          return Gate.COMPUTE;
        };
    try (var gate = new Gate(2, stage, rule);
        var pool = open(2, gate)) {
      Actor<List<Long>> caller =
          stage.actor("caller", () -> edition.map(List.of(30, 30, 30), pool, Stage.LONG));
      bothHold.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      caller.interrupt();
      return ended(edition, gate, pool, caller.end());
    }
  }

  private static Ended ended(
      FibPool edition, Gate gate, WorkerPool pool, Outcome<List<Long>> outcome) {
    long alive = gate.holders(30).stream().filter(it -> !ProcessTree.hasEnded(it)).count();
    Outcome<List<Long>> next = Outcome.of(() -> edition.map(NEXT, pool, Stage.LONG));
    return new Ended(
        outcome,
        alive,
        next instanceof Outcome.Returned<List<Long>>(List<Long> results) ? results : next);
  }

  /** The workers need not be up before the call: an interrupt that is set would end that wait. */
  private static void hold(FibPool edition, Interruption interruption) throws Exception {
    var never = new CountDownLatch(1);
    Gate.Rule rule =
        (visit, attempt) -> {
          interruption.arrive();
          never.await();
          return Gate.COMPUTE;
        };
    try (var gate = new Gate(2, interruption.stage(), rule);
        var pool = open(2, gate.command())) {
      interruption.call(() -> edition.map(List.of(30, 31, 32), pool, Stage.LONG), gate::alive);
    }
  }
}
