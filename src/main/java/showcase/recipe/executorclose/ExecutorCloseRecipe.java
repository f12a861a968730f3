package showcase.recipe.executorclose;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Interruption.interruptedWhileKeepingIt;

import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.Callable;
import showcase.catalogue.Actor;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
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
      };

  private static final Way BY_BLOCK =
      new Way() {
        @Override
        public <R> R run(WithExecutor edition, Work<R> work) throws Exception {
          return edition.byBlock(work);
        }
      };

  public static final Recipe<WithExecutor> RECIPE =
      Recipe.<WithExecutor>recipe(
              21,
              "executor-close",
              "When is everything done?",
              "What does \"with ThreadPoolExecutor\" work?",
              WithExecutor.class)
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
          .situation(tasksRun("tasks run when it is closed, by hand", BY_HAND))
          .situation(tasksRun("tasks run when it is closed, by a block", BY_BLOCK))
          .situation(workFails("the work fails while tasks run, by hand", BY_HAND))
          .situation(workFails("the work fails while tasks run, by a block", BY_BLOCK))
          .situation(closeIsInterrupted("the close is interrupted, by hand", BY_HAND))
          .situation(closeIsInterrupted("the close is interrupted, by a block", BY_BLOCK))
          .situation(bothHappen("the work fails, and then the close is interrupted", BY_HAND))
          .situation(bothHappen("the same by a block", BY_BLOCK))
          .situation(
              Situation.<WithExecutor, Lent>situation(
                      "the work cancels its task", ExecutorCloseRecipe::cancelOne)
                  .claim("its future is done", (in, seen) -> equal("{CANCELLED=1}", seen.states()))
                  .claim(
                      "the executor has terminated",
                      (in, seen) -> that(seen.terminated(), seen.terminated()))
                  .shows(
                      "the task when it returns",
                      (in, seen) -> seen.insideAtReturn() == 0 ? "has ended" : "still runs"))
          .situation(interruptedBefore((edition, seen) -> awaitOne(edition, BY_HAND, seen::await)))
          .situation(
              interruptedWhile(
                  "the work waits for a task",
                  1,
                  (edition, seen) -> awaitOne(edition, BY_HAND, seen::await)))
          .situation(
              interruptedWhile(
                  "the work waits for a task in a block",
                  1,
                  (edition, seen) -> awaitOne(edition, BY_BLOCK, seen::await)))
          .situation(
              interruptedWhileKeepingIt(
                  "it closes and a task computes",
                  1,
                  (edition, seen) -> submitOne(edition, BY_BLOCK, seen::compute)))
          .situation(
              interruptedAtTheEnd((edition, seen) -> submitOne(edition, BY_BLOCK, seen::arrive)))
          .timed(
              "100 tasks that do nothing",
              edition ->
                  edition.byBlock(pool -> pool.invokeAll(Collections.nCopies(100, () -> null))))
          .whatChanges(
              """
              Since Java 19, close() is what the classic edition writes by hand: shutdown, wait, on
              an interrupt shutdownNow, wait on, and set the interrupt status again (Javadoc of
              ExecutorService.close). An executor of virtual threads has no queue, so no task is
              left that never began.
              """)
          .keepTheClassicWhen(
              """
              The wait must have an end. close() waits as long as the tasks take; a service that
              has ten seconds to stop needs awaitTermination with a timeout, then shutdownNow.
              """)
          .watchOutFor(
              """
              close() throws no InterruptedException: the caller learns of an interrupt by its
              status only. When a block is left by an exception, close() alone does not interrupt
              the tasks but waits for them. On a pool with a queue, shutdownNow drops tasks whose
              futures are then never done. shutdownNow only interrupts: a task that ignores it
              still delays close() (all: Javadoc of ExecutorService). On Java 21, the close() of an
              executor of virtual threads does not wait for a task whose future was cancelled
              (JDK-8347039).
              """)
          .seeAlso("submit", "pool-executor", "thread-pool")
          .build();

  private ExecutorCloseRecipe() {}

  /** The cheat sheet's scene, except that the tasks are not done when the work ends. */
  private static Situation<WithExecutor, Lent> tasksRun(String name, Way way) {
    return Situation.<WithExecutor, Lent>situation(
            name,
            (edition, stage) -> {
              var lent = new Lent(0, stage);
              int tasks = stage.get(TASKS);
              int n = stage.get(N);
              lent.during(() -> way.run(edition, executor -> lent.submit(executor, tasks, n)));
              lent.results().forEach(stage::say);
              return lent;
            })
        .claim("every future is done right after it", (in, seen) -> equal(0L, seen.notDone()))
        .claim(
            "every result is right",
            (in, seen) ->
                equal(
                    Collections.nCopies(in.get(TASKS), Fib.byAddition(in.get(N))), seen.results()))
        .claim(
            "the executor has terminated", (in, seen) -> that(seen.terminated(), seen.terminated()))
        .claim("its threads have ended", (in, seen) -> equal(0, seen.threadsAlive()))
        .claim(
            "a task that comes later is rejected", (in, seen) -> equal("is rejected", seen.late()))
        .claim(
            "the caller gets the work's result",
            (in, seen) -> equal(new Outcome.Returned<>(Lent.RESULT), seen.outcome()));
  }

  private static Situation<WithExecutor, Lent> workFails(String name, Way way) {
    return tasksAreInterrupted(
            name,
            (edition, stage) -> {
              var lent = new Lent(AT_ONCE, stage);
              lent.letThemEnd();
              stage.actor("caller", () -> lent.during(() -> way.run(edition, failing(lent)))).end();
              return lent;
            })
        .claim(FAILURE_COMES_OUT, (in, seen) -> that(failed(seen), "that it " + seen.outcome()));
  }

  private static Situation<WithExecutor, Lent> closeIsInterrupted(String name, Way way) {
    return tasksAreInterrupted(
            name,
            (edition, stage) -> {
              var lent = new Lent(AT_ONCE, stage);
              Actor<Lent> caller =
                  stage.actor(
                      "caller", () -> lent.during(() -> way.run(edition, returning(lent))));
              lent.letThemEnd();
              lent.awaitWork();
              caller.seenWaiting();
              caller.interrupt();
              caller.end();
              return lent;
            })
        .claim(INTERRUPT_IS_KEPT, (in, seen) -> that(seen.interruptKept(), seen.interruptKept()))
        .claim(
            "the caller gets the work's result",
            (in, seen) -> equal(new Outcome.Returned<>(Lent.RESULT), seen.outcome()));
  }

  private static Situation<WithExecutor, Lent> bothHappen(String name, Way way) {
    return tasksAreInterrupted(
            name,
            (edition, stage) -> {
              var lent = new Lent(AT_ONCE, stage);
              Actor<Lent> caller =
                  stage.actor("caller", () -> lent.during(() -> way.run(edition, failing(lent))));
              lent.awaitInterrupt();
              caller.interrupt();
              lent.letThemEnd();
              caller.end();
              return lent;
            })
        .claim(INTERRUPT_IS_KEPT, (in, seen) -> that(seen.interruptKept(), seen.interruptKept()))
        .claim(FAILURE_COMES_OUT, (in, seen) -> that(failed(seen), "that it " + seen.outcome()));
  }

  private static Lent cancelOne(WithExecutor edition, Stage stage) throws InterruptedException {
    var lent = new Lent(1, stage);
    lent.letThemEnd();
    stage.actor("caller", () -> lent.during(() -> edition.byBlock(lent::submitAndCancel))).end();
    return lent;
  }

  /** What holds whenever the tasks are not worth waiting for. */
  private static Situation<WithExecutor, Lent> tasksAreInterrupted(
      String name, Situation.Play<WithExecutor, Lent> play) {
    return Situation.situation(name, play)
        .claim(
            "every task that has begun is interrupted",
            (in, seen) -> equal(0, seen.uninterrupted()))
        .claim("no task runs any more", (in, seen) -> equal(0, seen.insideAtReturn()))
        .claim("every future is done right after it", (in, seen) -> equal(0L, seen.notDone()))
        .claim(
            "the executor has terminated", (in, seen) -> that(seen.terminated(), seen.terminated()))
        .shows("the futures of its five tasks", (in, seen) -> seen.states());
  }

  private static Work<String> returning(Lent lent) {
    return executor -> lent.submitEndless(executor, ENDLESS_TASKS);
  }

  private static Work<String> failing(Lent lent) {
    return executor -> {
      lent.submitEndless(executor, ENDLESS_TASKS);
      throw new IOException("the work failed");
    };
  }

  private static boolean failed(Lent seen) {
    return seen.outcome() instanceof Outcome.Threw<String>(Throwable thrown)
        && thrown.getClass() == IOException.class;
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
