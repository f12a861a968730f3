package showcase.recipe.executorclose;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Interruption.interruptedWhileKeepingIt;
import static showcase.catalogue.Situation.situation;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import showcase.catalogue.Actor;
import showcase.catalogue.Evidence;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;
import showcase.recipe.executorclose.WithExecutor.Work;

/** Closes an executor: no more tasks, those that it has are done, and its threads are gone. */
public final class ExecutorCloseRecipe {
  static final Parameter N = new Parameter("n", 30, 1, 35, "each task computes fib(n)");
  static final Parameter TASKS = new Parameter("tasks", 3, 0, 100, "tasks that are submitted");

  private static final int ENDLESS_TASKS = 5;

  /** As many as the classic edition has threads. */
  private static final int AT_ONCE = 3;

  private static final String FAILURE_COMES_OUT = "the caller gets the work's own exception";
  private static final String RESULT_IS_RETURNED = "the caller gets the work's result";
  private static final String INTERRUPT_IS_KEPT = "the interrupt is kept";

  /** One of the two ways to close. */
  private interface Way {
    <R> R run(WithExecutor edition, Work<R> work) throws Exception;
  }

  private static final Way BY_HAND =
      new Way() {
        @Override
        public <R> R run(WithExecutor edition, Work<R> work) throws Exception {
          return edition.byHand(work);
        }

        @Override
        public String toString() {
          return "by hand";
        }
      };

  private static final Way BY_BLOCK =
      new Way() {
        @Override
        public <R> R run(WithExecutor edition, Work<R> work) throws Exception {
          return edition.byBlock(work);
        }

        @Override
        public String toString() {
          return "by block";
        }
      };

  public static final Recipe<WithExecutor> RECIPE =
      Recipe.<WithExecutor>recipe(
              21,
              "executor-close",
              "When is everything done?",
              "What does \"with ThreadPoolExecutor\" work?",
              WithExecutor.class)
          .topic(Topic.SCHEDULING)
          .problem(
              """
              Submit fib(30) to an executor and close it, by a call and by a block. Closing waits
              until the tasks that were submitted are done, and rejects new ones. If the work that
              submits them fails, or the caller is interrupted while it closes, the tasks are
              interrupted, and closing still waits for their end.
              """)
          .python("with is shutdown(wait=True): 832040 both ways")
          .parameters(N, TASKS)
          .witnesses("Lent.java")
          .classic(() -> new ExecutorCloseClassic())
          .modern(() -> new ExecutorCloseModern())
          .situations(ExecutorCloseRecipe::situations)
          .timed(
              "100 tasks that do nothing",
              edition ->
                  edition.byBlock(pool -> pool.invokeAll(Collections.nCopies(100, () -> null))))
          .whatChanges(
              """
              Since Java 19, close() is what the classic edition writes by hand: shutdown, wait, on
              an interrupt shutdownNow, keep waiting, and set the interrupt status again (Javadoc
              of ExecutorService.close). An executor of virtual threads has no queue, so no task is
              left that never began.
              """)
          .keepTheClassicWhen(
              """
              The wait needs a time limit. close() waits as long as the tasks take; a service that
              has ten seconds to stop needs awaitTermination with a timeout, then shutdownNow.
              """)
          .watchOutFor(
              """
              close() throws no InterruptedException: the caller learns of an interrupt only from
              its status. When a block is left by an exception, close() alone does not interrupt the
              tasks but waits for them (both: Javadoc of ExecutorService.close). On a pool with a
              queue, shutdownNow returns the tasks that have not begun, and their futures are then
              never done unless somebody cancels them. shutdownNow only interrupts: a task that
              ignores it still delays close() (Javadoc of shutdownNow). On Java 21, the close() of an
              executor of virtual threads does not wait for a task whose future was cancelled
              (JDK-8347039).
              """)
          .seeAlso("submit", "pool-executor", "thread-pool")
          .build();

  private ExecutorCloseRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<WithExecutor, ?>> situations() {
    return List.of(
        situation("tasks run when it is closed", ExecutorCloseRecipe::tasksRun)
            .claim(
                "every future is done when the call returns",
                (in, seen) -> equal(List.of(0L, 0L), seen.each(Lent::notDone)))
            .claim(
                "every result is right",
                (in, seen) ->
                    equal(
                        Collections.nCopies(
                            2, Collections.nCopies(in.get(TASKS), Fib.byAddition(in.get(N)))),
                        seen.each(Lent::results)))
            .claim(
                "the executor has terminated",
                (in, seen) -> equal(List.of(true, true), seen.each(Lent::terminated)))
            .claim(
                "its threads have ended",
                (in, seen) -> equal(List.of(0, 0), seen.each(Lent::threadsAlive)))
            .claim(
                "a task that comes later is rejected",
                (in, seen) -> equal(List.of("is rejected", "is rejected"), seen.each(Lent::late)))
            .claim(RESULT_IS_RETURNED, (in, seen) -> seen.areReturned()),
        tasksAreInterrupted("the work fails while tasks run", ExecutorCloseRecipe::workFails)
            .claim(FAILURE_COMES_OUT, (in, seen) -> seen.areFailed()),
        tasksAreInterrupted("the close is interrupted", ExecutorCloseRecipe::closeIsInterrupted)
            .claim(INTERRUPT_IS_KEPT, (in, seen) -> seen.keepTheInterrupt())
            .claim(RESULT_IS_RETURNED, (in, seen) -> seen.areReturned()),
        tasksAreInterrupted(
                "the work fails, and then the close is interrupted",
                ExecutorCloseRecipe::bothHappen)
            .claim(INTERRUPT_IS_KEPT, (in, seen) -> seen.keepTheInterrupt())
            .claim(FAILURE_COMES_OUT, (in, seen) -> seen.areFailed()),
        situation("the work cancels its task", ExecutorCloseRecipe::cancelOne)
            .claim(
                "its future is done",
                (in, seen) ->
                    equal(List.of("{CANCELLED=1}", "{CANCELLED=1}"), seen.each(Lent::states)))
            .shows(
                "the task when it returns",
                (in, seen) -> seen.byBlock.insideAtReturn() == 0 ? "has ended" : "still runs"),
        interruptedBefore((edition, seen) -> awaitOne(edition, BY_HAND, seen::await)),
        interruptedWhile(
            "the work waits for a task",
            1,
            (edition, seen) -> awaitOne(edition, BY_BLOCK, seen::await)),
        interruptedWhile(
            "the work waits for a task that computes",
            1,
            (edition, seen) -> awaitOne(edition, BY_HAND, seen::compute)),
        interruptedWhileKeepingIt(
            "it closes and a task computes",
            1,
            (edition, seen) -> submitOne(edition, BY_BLOCK, seen::compute)),
        interruptedAtTheEnd((edition, seen) -> submitOne(edition, BY_BLOCK, seen::end)));
  }

  /** The same situation, posed to both ways to close. */
  private record Both(Lent byHand, Lent byBlock) {

    <T> List<T> each(Function<Lent, T> look) {
      return List.of(look.apply(byHand), look.apply(byBlock));
    }

    Evidence areReturned() {
      var result = new Outcome.Returned<>(Lent.RESULT);
      return equal(List.of(result, result), each(Lent::outcome));
    }

    Evidence areFailed() {
      return that(failed(byHand) && failed(byBlock), each(Lent::outcome));
    }

    Evidence keepTheInterrupt() {
      return equal(List.of(true, true), each(Lent::interruptKept));
    }

    private static boolean failed(Lent lent) {
      return lent.outcome() instanceof Outcome.Threw<String>(Throwable thrown)
          && thrown == lent.failure();
    }
  }

  /** Poses a situation to one way. */
  private interface Posing {
    Lent pose(Way way) throws InterruptedException;
  }

  private static Both both(Posing posing) throws InterruptedException {
    return new Both(posing.pose(BY_HAND), posing.pose(BY_BLOCK));
  }

  /** The cheat sheet's scene, except that the tasks are not done when the work ends. */
  private static Both tasksRun(WithExecutor edition, Stage stage) throws InterruptedException {
    int tasks = stage.get(TASKS);
    int n = stage.get(N);
    return both(way -> {
      var lent = new Lent(0, stage);
      lent.during(() -> way.run(edition, executor -> lent.submit(executor, tasks, n)));
      lent.results().forEach(result -> stage.say(way, result));
      return lent;
    });
  }

  private static Both workFails(WithExecutor edition, Stage stage) throws InterruptedException {
    return both(way -> {
      var lent = new Lent(AT_ONCE, stage);
      lent.letThemEnd();
      stage.actor("caller", () -> lent.during(() -> way.run(edition, failing(lent)))).end();
      return lent;
    });
  }

  private static Both closeIsInterrupted(WithExecutor edition, Stage stage)
      throws InterruptedException {
    return both(way -> {
      var lent = new Lent(AT_ONCE, stage);
      lent.letThemEnd();
      Actor<Lent> caller =
          stage.actor("caller", () -> lent.during(() -> way.run(edition, returning(lent))));
      lent.awaitWork();
      caller.seenWaiting();
      caller.interrupt();
      caller.end();
      return lent;
    });
  }

  private static Both bothHappen(WithExecutor edition, Stage stage) throws InterruptedException {
    return both(way -> {
      var lent = new Lent(AT_ONCE, stage);
      Actor<Lent> caller =
          stage.actor("caller", () -> lent.during(() -> way.run(edition, failing(lent))));
      lent.awaitInterrupt();
      caller.interrupt();
      lent.letThemEnd();
      caller.end();
      return lent;
    });
  }

  private static Both cancelOne(WithExecutor edition, Stage stage) throws InterruptedException {
    return both(way -> {
      var lent = new Lent(1, stage);
      lent.letThemEnd();
      stage.actor("caller", () -> lent.during(() -> way.run(edition, lent::submitAndCancel))).end();
      return lent;
    });
  }

  /** What holds whenever the tasks are not worth waiting for. */
  private static Situation<WithExecutor, Both> tasksAreInterrupted(
      String name, Situation.Play<WithExecutor, Both> play) {
    return situation(name, play)
        .claim(
            "every task that has begun is interrupted",
            (in, seen) -> equal(List.of(0, 0), seen.each(Lent::uninterrupted)))
        .claim(
            "no task runs any more",
            (in, seen) -> equal(List.of(0, 0), seen.each(Lent::insideAtReturn)))
        .claim(
            "every future is done when the call returns",
            (in, seen) -> equal(List.of(0L, 0L), seen.each(Lent::notDone)))
        .claim(
            "the executor has terminated",
            (in, seen) -> equal(List.of(true, true), seen.each(Lent::terminated)))
        .shows("the futures of its five tasks", (in, seen) -> seen.byBlock.states());
  }

  private static Work<String> returning(Lent lent) {
    return executor -> lent.submitEndless(executor, ENDLESS_TASKS);
  }

  private static Work<String> failing(Lent lent) {
    return executor -> {
      lent.submitEndless(executor, ENDLESS_TASKS);
      throw lent.failure();
    };
  }

  /** What a task of an interruption does. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private static void awaitOne(WithExecutor edition, Way way, Step step) throws Exception {
    way.run(edition, executor -> executor.submit(task(step)).get());
  }

  private static void submitOne(WithExecutor edition, Way way, Step step) throws Exception {
    way.run(edition, executor -> executor.submit(task(step)));
  }

  private static Callable<Void> task(Step step) {
    return () -> {
      step.run();
      return null;
    };
  }
}
