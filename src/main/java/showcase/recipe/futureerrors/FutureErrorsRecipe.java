package showcase.recipe.futureerrors;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedTwice;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import showcase.catalogue.Actor;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.recipe.futureerrors.FutureErrors.Ending;

/** What a task's failure means for a callback, for the caller, and for the other tasks. */
public final class FutureErrorsRecipe {
  static final Parameter SIBLINGS =
      new Parameter("siblings", 2, 1, 1_000, "tasks that wait while another one fails");

  public static final Recipe<FutureErrors> RECIPE =
      Recipe.<FutureErrors>recipe(
              23,
              "future-errors",
              "What becomes of a failure",
              "Future error handling",
              FutureErrors.class)
          .topic(Topic.FUTURES)
          .problem(
              """
              A task throws. A callback gets that very exception, and the caller gets it as a cause.
              The other tasks are cancelled. They have not failed, and are not reported as failed.
              """)
          .python("callback handler, get RuntimeError")
          .parameters(SIBLINGS)
          .witnesses("Observer.java")
          .classic(() -> new FutureErrorsClassic(), "ObservedTask.java")
          .modern(() -> new FutureErrorsModern())
          .situations(FutureErrorsRecipe::situations)
          .timed(
              "100 tasks side by side that do nothing",
              edition -> edition.callAll(Collections.nCopies(100, () -> null)))
          .from21to25(
              """
              The joiner allUntil takes the condition, and join returns the subtasks, so the loop
              keeps none. A task cancelled by a failure is UNAVAILABLE in both releases.
              """)
          .from25to27(
              """
              join returns a list in place of a stream. The joiner's third type is
              RuntimeException: join throws no checked exception except InterruptedException.
              """)
          .whatChanges(
              """
              A future has the methods state, which distinguishes a failed task from a cancelled
              one, and exceptionNow, which returns what the task threw. A scope cancels the other
              tasks at the first failure; the classic edition does so in each future's done.
              """)
          .keepTheClassicWhen(
              """
              A task may itself throw a CancellationException or a CompletionException: a FutureTask
              reports both as they are. A CompletableFuture takes the first for a cancellation, and
              reports the cause of the second.
              """)
          .watchOutFor(
              """
              What a task throws after it was cancelled is discarded in both editions. Whether
              exceptionally gets the exception itself or a CompletionException around it depends on
              how the future was completed.
              """)
          .seeAlso("futures", "submit", "pool-map")
          .build();

  private FutureErrorsRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<FutureErrors, ?>> situations() {
    return List.of(
        withClaims(situation("a task throws", FutureErrorsRecipe::unchecked))
            .shows("the caller", (in, seen) -> seen.caller),
        withClaims(situation("a task throws a checked exception", FutureErrorsRecipe::checked)),
        withClaims(situation("a task throws an Error", FutureErrorsRecipe::error)),
        situation("a task has a result", FutureErrorsRecipe::result)
            .claim("the caller gets it", (in, seen) -> equal("returned 7", "" + seen.caller))
            .claim("the callback is not called", (in, seen) -> seen.notCalled()),
        situation("a task is cancelled", FutureErrorsRecipe::cancelled)
            .claim(
                "the task is interrupted",
                (in, seen) ->
                    that(seen.interrupted.get() == 1, seen.interrupted.get() + " interrupted"))
            .claim(
                "a cancelled task has not failed: the callback is not called",
                (in, seen) -> seen.notCalled()),
        situation("a task throws a CancellationException", FutureErrorsRecipe::cancellation)
            .claim("the caller gets it as the cause", (in, seen) -> seen.callersCause())
            .shows(
                "the callback",
                (in, seen) ->
                    seen.callback.failures().isEmpty()
                        ? "gets nothing: the task counts as cancelled"
                        : "gets it: the task has failed"),
        situation("a task throws a CompletionException", FutureErrorsRecipe::completion)
            .claim(
                "the callback is called once",
                (in, seen) -> that(seen.callback.calls() == 1, seen.callback.calls() + " calls"))
            .shows("the callback", (in, seen) -> seen.itselfOrItsCause(seen.callbackGot()))
            .shows("the caller", (in, seen) -> seen.itselfOrItsCause(seen.callerGot())),
        situation("the callback throws", FutureErrorsRecipe::callbackThrows)
            .claim("the caller gets the task's failure", (in, seen) -> seen.callersCause())
            .shows("what the callback threw", (in, seen) -> seen.second),
        situation("one of several tasks fails", FutureErrorsRecipe::siblings)
            .claim("it is reported with its exception", (in, seen) -> seen.failedOnly())
            .claim(
                "the others are reported as cancelled, without a failure",
                (in, seen) -> seen.othersCancelled())
            .claim(
                "the others are interrupted",
                (in, seen) ->
                    that(
                        seen.interrupted.get() == in.get(SIBLINGS),
                        seen.interrupted.get() + " interrupted"))
            .claim(
                "no task runs when it returns",
                (in, seen) -> that(seen.running == 0, seen.running + " running")),
        situation("a cancelled task throws something else", FutureErrorsRecipe::second)
            .claim(
                "the others are reported as cancelled, without a failure",
                (in, seen) -> seen.othersCancelled())
            .shows("the second exception", (in, seen) -> seen.secondFailure()),
        situation("all tasks succeed, or there are none", FutureErrorsRecipe::allWell)
            .claim(
                "each is reported as successful, in order",
                (in, seen) -> equal("[SUCCESS, SUCCESS] []", seen)),
        situation("futures completed in three ways", FutureErrorsRecipe::threeWays)
            .claim(
                "exceptionNow returns what was thrown",
                (in, seen) -> equal(List.of("itself", "itself", "itself"), seen.now))
            .shows("exceptionally, after completeExceptionally", (in, seen) -> seen.callback.get(0))
            .shows("exceptionally, after supplyAsync", (in, seen) -> seen.callback.get(1))
            .shows("exceptionally, after a later stage", (in, seen) -> seen.callback.get(2)),
        interruptedBefore(FutureErrorsRecipe::taskWaits),
        interruptedWhile("a task waits", 1, FutureErrorsRecipe::taskWaits),
        interruptedWhile("tasks wait side by side", 2, FutureErrorsRecipe::tasksWait),
        interruptedWhile("a task computes", 1, FutureErrorsRecipe::taskComputes),
        interruptedTwice(2, FutureErrorsRecipe::tasksWait),
        interruptedAtTheEnd(FutureErrorsRecipe::taskEnds));
  }

  /** What must hold of one failing task, whatever it throws. */
  private static Situation<FutureErrors, Observed> withClaims(
      Situation<FutureErrors, Observed> situation) {
    return situation
        .claim("the callback gets the very exception, once", (in, seen) -> seen.callbacksFailure())
        .claim("the callback runs in the task's thread", (in, seen) -> seen.inTheTasksThread())
        .claim("the caller gets it as the cause", (in, seen) -> seen.callersCause())
        .claim("its stack trace is the task's", (in, seen) -> seen.stackTrace());
  }

  /** What was seen of one task and its two observers. */
  private static final class Observed {
    private final Observer callback;
    private final AtomicInteger interrupted = new AtomicInteger();
    private volatile Throwable failure;
    private volatile Thread taskThread;
    private Outcome<Integer> caller;
    private String second;

    Observed(Stage stage) {
      callback = new Observer(stage);
    }

    /** The task that fails. */
    int spam(Supplier<? extends Throwable> maker) throws Exception {
      taskThread = Thread.currentThread();
      failure = maker.get();
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }

    Evidence callbacksFailure() {
      return equal(List.of(failure), callback.failures());
    }

    Evidence inTheTasksThread() {
      return that(
          callback.threads().equals(List.of(taskThread)),
          callback.threads().stream().map(t -> t == taskThread ? "the same" : "another").toList());
    }

    Evidence notCalled() {
      return that(callback.calls() == 0, callback.calls() + " calls");
    }

    Throwable callbackGot() {
      return callback.failures().isEmpty() ? null : callback.failures().getFirst();
    }

    Throwable callerGot() {
      return caller instanceof Outcome.Threw<Integer>(Throwable t) ? t.getCause() : null;
    }

    String itselfOrItsCause(Throwable got) {
      if (got == null) {
        return "gets nothing";
      }
      return got == failure ? "gets it" : "gets its cause";
    }

    Evidence callersCause() {
      boolean same =
          caller instanceof Outcome.Threw<Integer>(Throwable t) && t.getCause() == failure;
      return that(same, "that it " + caller);
    }

    /** The trace goes from the task to the start of its thread; the caller is not in it. */
    Evidence stackTrace() {
      List<String> methods =
          Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName).toList();
      return that(methods.contains("spam") && !methods.contains("outcomeOf"), methods.reversed());
    }
  }

  /** The cheat sheet's scene. */
  private static Observed unchecked(FutureErrors edition, Stage stage) {
    return observe(edition, stage, () -> new IllegalStateException("spam"));
  }

  private static Observed checked(FutureErrors edition, Stage stage) {
    return observe(edition, stage, () -> new IOException("spam"));
  }

  private static Observed error(FutureErrors edition, Stage stage) {
    return observe(edition, stage, () -> new AssertionError("spam"));
  }

  private static Observed cancellation(FutureErrors edition, Stage stage) {
    return observe(edition, stage, () -> new CancellationException("the task's own"));
  }

  private static Observed completion(FutureErrors edition, Stage stage) {
    var cause = new IllegalStateException("spam");
    return observe(edition, stage, () -> new CompletionException(cause));
  }

  private static Observed observe(
      FutureErrors edition, Stage stage, Supplier<? extends Throwable> maker) {
    var seen = new Observed(stage);
    seen.caller = outcomeOf(edition, () -> seen.spam(maker), seen.callback);
    return seen;
  }

  private static Observed result(FutureErrors edition, Stage stage) {
    var seen = new Observed(stage);
    seen.caller = outcomeOf(edition, () -> 7, seen.callback);
    return seen;
  }

  private static Observed cancelled(FutureErrors edition, Stage stage) throws InterruptedException {
    var seen = new Observed(stage);
    var begun = new CountDownLatch(1);
    Actor<Integer> caller =
        stage.actor(
            "caller",
            () ->
                edition.call(
                    () -> {
                      begun.countDown();
                      return waitForInterrupt(seen.interrupted, stage);
                    },
                    seen.callback));
    begun.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    caller.seenWaiting();
    caller.interrupt();
    seen.caller = caller.end();
    return seen;
  }

  private static Observed callbackThrows(FutureErrors edition, Stage stage) {
    var second = new IllegalArgumentException("the callback fails");
    var seen = new Observed(stage);
    seen.caller =
        outcomeOf(
            edition,
            () -> seen.spam(() -> new IllegalStateException("spam")),
            e -> {
              throw second;
            });
    seen.second =
        List.of(seen.failure.getSuppressed()).contains(second)
            ? "it is suppressed in the task's exception"
            : stage.isUncaught(second) ? "the uncaught-exception handler gets it" : "it is lost";
    return seen;
  }

  private static Outcome<Integer> outcomeOf(
      FutureErrors edition, Callable<Integer> task, Consumer<Throwable> callback) {
    return Outcome.of(() -> edition.call(task, callback));
  }

  /** What was seen of several tasks, of which the first fails. */
  private static final class SideBySide {
    private final Exception failure = new IllegalStateException("spam");
    private final Exception second = new IllegalArgumentException("a second failure");
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private List<Ending> endings;
    private List<Throwable> uncaught;
    private int running;

    Evidence failedOnly() {
      return equal(new Ending(State.FAILED, failure), endings.getFirst());
    }

    Evidence othersCancelled() {
      return equal(
          Collections.nCopies(endings.size() - 1, new Ending(State.CANCELLED, null)),
          endings.subList(1, endings.size()));
    }

    String secondFailure() {
      boolean reported = endings.stream().anyMatch(ending -> ending.failure() == second);
      boolean suppressed = List.of(failure.getSuppressed()).contains(second);
      return reported || suppressed || uncaught.contains(second) ? "is reported" : "is discarded";
    }
  }

  private static SideBySide siblings(FutureErrors edition, Stage stage) throws Exception {
    return sideBySide(edition, stage, stage.get(SIBLINGS), false);
  }

  private static SideBySide second(FutureErrors edition, Stage stage) throws Exception {
    return sideBySide(edition, stage, 1, true);
  }

  /** The first task fails when the others have begun; they wait until they are interrupted. */
  private static SideBySide sideBySide(
      FutureErrors edition, Stage stage, int others, boolean secondFails) throws Exception {
    var seen = new SideBySide();
    var begun = new CountDownLatch(others);
    List<Callable<Integer>> tasks = new ArrayList<>();
    tasks.add(() -> {
      begun.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      throw seen.failure;
    });
    for (int other = 0; other < others; other++) {
      tasks.add(() -> {
        seen.inside.incrementAndGet();
        begun.countDown();
        try {
          return waitForInterrupt(seen.interrupted, stage);
        } catch (InterruptedException e) {
          Thread.sleep(20); // a caller that does not wait returns earlier
          throw secondFails ? seen.second : e;
        } finally {
          seen.inside.decrementAndGet();
        }
      });
    }
    seen.endings = edition.callAll(tasks);
    seen.running = seen.inside.get();
    seen.uncaught = stage.uncaught();
    return seen;
  }

  private static int waitForInterrupt(AtomicInteger interrupted, Stage stage)
      throws InterruptedException {
    Stage.Doing waiting = stage.does("task", "waits");
    try {
      new CountDownLatch(1).await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      return 0;
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    } finally {
      waiting.end();
    }
  }

  private static String allWell(FutureErrors edition, Stage stage) throws Exception {
    return edition.callAll(List.of(() -> 1, () -> "two")).stream().map(Ending::state).toList()
        + " "
        + edition.callAll(List.of());
  }

  /**
   * The JDK's own futures, the same for all editions.
   *
   * @param callback what exceptionally gets, for each future
   * @param now what exceptionNow returns, for each future
   */
  private record ThreeWays(List<String> callback, List<String> now) {}

  private static ThreeWays threeWays(FutureErrors edition, Stage stage) throws Exception {
    var failure = new IllegalStateException("spam");
    var byHand = new CompletableFuture<Integer>();
    byHand.completeExceptionally(failure);
    CompletableFuture<Integer> supplied =
        CompletableFuture.supplyAsync(
            () -> {
              throw failure;
            },
            Runnable::run);
    CompletableFuture<Integer> later = byHand.thenApply(value -> value + 1);

    List<String> callback = new ArrayList<>();
    List<String> now = new ArrayList<>();
    for (CompletableFuture<Integer> future : List.of(byHand, supplied, later)) {
      future.exceptionally(e -> {
        callback.add(e instanceof CompletionException ? "gets a CompletionException" : "gets it");
        return 0;
      });
      now.add(future.exceptionNow() == failure ? "itself" : "another");
    }
    return new ThreeWays(callback, now);
  }

  private static void taskWaits(FutureErrors edition, Interruption interruption) throws Exception {
    edition.call(() -> inside(interruption::await), failure -> {});
  }

  private static void tasksWait(FutureErrors edition, Interruption interruption) throws Exception {
    edition.callAll(Collections.nCopies(2, () -> inside(interruption::await)));
  }

  private static void taskComputes(FutureErrors edition, Interruption interruption)
      throws Exception {
    edition.callAll(List.of(() -> inside(interruption::compute)));
  }

  private static void taskEnds(FutureErrors edition, Interruption interruption) throws Exception {
    edition.call(() -> inside(interruption::end), failure -> {});
  }

  /** What a task of an interruption does. */
  private interface Work {
    void run() throws InterruptedException;
  }

  private static Integer inside(Work work) throws InterruptedException {
    work.run();
    return 0;
  }
}
