package showcase.recipe.submit;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import showcase.catalogue.Interruption;
import showcase.catalogue.Occupancy;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;

/** Hands tasks over to other threads, and asks for their results afterwards. */
public final class SubmitRecipe {
  static final Parameter FIRST = new Parameter("first", 30, 1, 35, "n of the first fib(n)");
  static final Parameter TASKS = new Parameter("tasks", 3, 1, 50, "how many consecutive n");

  public static final Recipe<Submission> RECIPE =
      Recipe.<Submission>recipe(
              20,
              "submit",
              "Submit, then ask for results",
              "How to use ThreadPoolExecutor?",
              Submission.class)
          .topic(Topic.FUTURES)
          .problem(
              """
              Compute fib(30), fib(31) and fib(32) at the same time, each as a task of its own, and
              collect the results in the order in which the tasks were submitted. If a task fails,
              the caller gets its exception, and the tasks that still run are interrupted.
              """)
          .python("a pool of three threads: [832040, 1346269, 2178309]")
          .parameters(FIRST, TASKS)
          .witnesses("FailingTasks.java")
          .classic(() -> new SubmitClassic())
          .modern(() -> new SubmitModern())
          .situations(SubmitRecipe::situations)
          .timed("100 tasks that do nothing", edition -> edition.resultsOf(doNothing(100)))
          .from21to25(
              """
              In 21, join only waits, and throwIfFailed reports the failure. In 25, join itself
              reports the first failure, as the cause of the unchecked FailedException.
              """)
          .from25to27(
              """
              join throws the checked ExecutionException in place of FailedException, so the
              method has to declare or catch it.
              """)
          .whatChanges(
              """
              The scope starts a thread for each fork and ends it, so there is no pool to choose and
              none to shut down. A failure interrupts the other tasks at once; the classic caller
              learns of it only when it asks for that task's result.
              """)
          .keepTheClassicWhen(
              """
              Many tasks compute: virtual threads are not time-shared (JEP 444), so such tasks hold
              the carriers that all virtual threads need. A fixed pool has threads of its own. Or
              tasks must outlive the method that submits them, which a scope does not allow (JEP
              505).
              """)
          .watchOutFor(
              """
              A failure stays in its Future until somebody calls get (Javadoc of Future). The get of
              a Subtask throws IllegalStateException before the join (Javadoc of Subtask.get).
              """)
          .seeAlso("futures", "future-errors", "executor-close", "pool-map")
          .build();

  private SubmitRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<Submission, ?>> situations() {
    return List.of(
        situation("Fibonacci numbers", SubmitRecipe::fibonacciNumbers)
            .claim(
                "the results, in the order of the tasks",
                (in, seen) ->
                    equal(
                        IntStream.range(0, in.get(TASKS))
                            .mapToObj(task -> Fib.byAddition(in.get(FIRST) + task))
                            .toList(),
                        seen.results))
            .claim(
                "all tasks run at the same time",
                (in, seen) -> equal(in.get(TASKS), seen.tasks.peak())),
        situation("no tasks, and one", SubmitRecipe::noneAndOne)
            .claim("no results, and one", (in, results) -> equal("[] [7]", results)),
        situation("the second task is done first", SubmitRecipe::secondFirst)
            .claim(
                "the results are in the order of the tasks",
                (in, results) -> equal(List.of("first", "second"), results)),
        failing("a task fails with a checked exception", new IOException("the task failed")),
        failing(
            "a task fails with an unchecked exception",
            new IllegalStateException("the task failed")),
        failing("a task fails with an Error", new AssertionError("the task failed")),
        interruptedBefore(SubmitRecipe::waitInside),
        interruptedWhile("tasks wait", 3, SubmitRecipe::waitInside),
        interruptedWhile("a task computes", 1, SubmitRecipe::computeInside),
        situation(
                "the caller is interrupted while the other tasks end after a failure",
                FailingTasks::interruptedRunBy)
            .claim(
                "the interrupt is thrown or kept",
                (in, seen) -> that(seen.interruptThrownOrKept(), seen.outcome()))
            .claim("no task runs when it throws", (in, seen) -> equal(0, seen.insideAtReturn())),
        interruptedAtTheEnd(SubmitRecipe::endInside));
  }

  /** What the cheat sheet's scene gave, and the witness of its tasks. */
  private record Numbers(List<Long> results, Occupancy tasks) {}

  private static Numbers fibonacciNumbers(Submission edition, Stage stage) throws Exception {
    int tasks = stage.get(TASKS);
    var inside = new Occupancy(tasks, stage);
    List<Callable<Long>> all = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      int n = stage.get(FIRST) + task;
      all.add(() -> {
        Stage.Doing waiting = stage.does("task", "waits for the other tasks");
        try {
          inside.enter();
          waiting.end();
          return stage.does("task", "computes fib(" + n + ")", () -> Fib.interruptibly(n));
        } finally {
          waiting.end();
          inside.leave();
        }
      });
    }
    List<Long> results = edition.resultsOf(all);
    stage.say(results);
    return new Numbers(results, inside);
  }

  private static String noneAndOne(Submission edition, Stage stage) throws Exception {
    return edition.resultsOf(List.of()) + " " + edition.resultsOf(List.of(() -> 7));
  }

  private static List<String> secondFirst(Submission edition, Stage stage) throws Exception {
    var secondIsDone = new CountDownLatch(1);
    Callable<String> first =
        () -> {
          secondIsDone.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
          stage.say("first", "is done");
          return "first";
        };
    Callable<String> second =
        () -> {
          stage.say("second", "is done");
          secondIsDone.countDown();
          return "second";
        };
    return edition.resultsOf(List.of(first, second));
  }

  private static Situation<Submission, FailingTasks> failing(String name, Throwable failure) {
    return Situation.<Submission, FailingTasks>situation(
            name, (edition, stage) -> FailingTasks.runBy(edition, failure, stage))
        .claim(
            "the caller gets the exception itself, as the cause",
            (in, seen) -> that(seen.isCause(), "that it " + seen.outcome()))
        .claim(
            "the task after it is interrupted",
            (in, seen) -> equal("is interrupted", seen.taskAfter()))
        .claim("no task runs when it throws", (in, seen) -> equal(0, seen.insideAtReturn()))
        .shows("the task before it", (in, seen) -> seen.taskBefore())
        .shows("the caller gets", (in, seen) -> seen.thrown());
  }

  private static List<Callable<Void>> doNothing(int tasks) {
    return Collections.nCopies(tasks, () -> null);
  }

  private static void waitInside(Submission edition, Interruption interruption) throws Exception {
    edition.resultsOf(times(3, interruption::await));
  }

  private static void computeInside(Submission edition, Interruption interruption)
      throws Exception {
    edition.resultsOf(times(1, interruption::compute));
  }

  private static void endInside(Submission edition, Interruption interruption) throws Exception {
    edition.resultsOf(times(1, interruption::end));
  }

  /** What a task of an interruption does. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private static List<Callable<Void>> times(int tasks, Step step) {
    return Collections.nCopies(
        tasks,
        () -> {
          step.run();
          return null;
        });
  }
}
