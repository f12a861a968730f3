package showcase.recipe.submit;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Actor;
import showcase.catalogue.Outcome;
import showcase.catalogue.Stage;

/**
 * Three tasks, of which the one in the middle fails while the others run. The first ends by itself
 * soon afterwards, the last one only if it is interrupted: a caller that asks for the results in
 * their order is still waiting for the first then.
 */
final class FailingTasks {
  private static final long TIME_FOR_AN_INTERRUPT_MILLIS = 50;

  private final Throwable failure;
  private final Stage stage;
  private final CountDownLatch othersRun = new CountDownLatch(2);
  private final CountDownLatch failed = new CountDownLatch(1);
  private final CountDownLatch afterIsInterrupted = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();

  private volatile String taskBefore = "did not run";
  private volatile String taskAfter = "did not run";

  // Written by the caller's thread and read after that thread has been joined.
  private int insideAtReturn = -1;
  private boolean statusAtReturn;

  private Outcome<List<Void>> outcome;

  private FailingTasks(Throwable failure, Stage stage) {
    this.failure = failure;
    this.stage = stage;
  }

  /** Runs the three, and waits for what the caller gets. */
  static FailingTasks runBy(Submission edition, Throwable failure, Stage stage)
      throws InterruptedException {
    var seen = new FailingTasks(failure, stage);
    seen.mayEnd.countDown();
    seen.outcome = seen.caller(edition).end();
    return seen;
  }

  /** The same, but the caller is interrupted while it waits for the end of the last task. */
  static FailingTasks interruptedRunBy(Submission edition, Stage stage)
      throws InterruptedException {
    var seen = new FailingTasks(new IllegalStateException("the task failed"), stage);
    Actor<List<Void>> caller = seen.caller(edition);
    seen.await(seen.afterIsInterrupted);
    caller.interrupt();
    seen.mayEnd.countDown();
    seen.outcome = caller.end();
    return seen;
  }

  private Actor<List<Void>> caller(Submission edition) {
    List<Callable<Void>> tasks = List.of(this::before, this::fail, this::after);
    return stage.actor(
        "caller",
        () -> {
          try {
            return edition.resultsOf(tasks);
          } finally {
            insideAtReturn = inside.get();
            statusAtReturn = Thread.currentThread().isInterrupted();
          }
        });
  }

  private Void before() throws InterruptedException {
    inside.incrementAndGet();
    othersRun.countDown();
    Stage.Doing working = stage.does("before", "works");
    try {
      await(failed);
      TimeUnit.MILLISECONDS.sleep(TIME_FOR_AN_INTERRUPT_MILLIS);
      taskBefore = "finishes";
    } catch (InterruptedException e) {
      taskBefore = "is interrupted";
    } finally {
      working.end();
      inside.decrementAndGet();
    }
    return null;
  }

  private Void fail() throws Exception {
    await(othersRun);
    failed.countDown();
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }

  private Void after() {
    inside.incrementAndGet();
    taskAfter = "runs";
    othersRun.countDown();
    Stage.Doing waiting = stage.does("after", "waits");
    try {
      await(new CountDownLatch(1));
      taskAfter = "finishes";
    } catch (InterruptedException e) {
      waiting.end();
      afterIsInterrupted.countDown();
      cleanUp();
      taskAfter = "is interrupted";
    } finally {
      waiting.end();
      inside.decrementAndGet();
    }
    return null;
  }

  /** An edition that does not wait for it returns meanwhile. */
  private void cleanUp() {
    Stage.Doing cleaning = stage.does("after", "cleans up");
    try {
      await(mayEnd);
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cleaning.end();
    }
  }

  private void await(CountDownLatch latch) throws InterruptedException {
    latch.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the caller got the task's exception as the cause of another. */
  boolean isCause() {
    return outcome instanceof Outcome.Threw<List<Void>>(Throwable thrown)
        && thrown.getCause() == failure;
  }

  /** What the caller got, by its name. */
  String thrown() {
    return outcome instanceof Outcome.Threw<List<Void>>(Throwable thrown)
        ? thrown.getClass().getSimpleName()
        : outcome.toString();
  }

  /** Whether the interrupt of the caller came out of the call, one way or the other. */
  boolean interruptThrownOrKept() {
    return statusAtReturn || outcome.threw(InterruptedException.class);
  }

  /** What the caller got. */
  Outcome<List<Void>> outcome() {
    return outcome;
  }

  /** What became of the task whose result is asked for before the failed one's. */
  String taskBefore() {
    return taskBefore;
  }

  /** What became of the task whose result is asked for after the failed one's. */
  String taskAfter() {
    return taskAfter;
  }

  /** How many of the tasks were running when the caller got its answer. */
  int insideAtReturn() {
    return insideAtReturn;
  }
}
