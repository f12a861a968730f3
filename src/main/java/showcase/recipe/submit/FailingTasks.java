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
  private final AtomicInteger inside = new AtomicInteger();

  private volatile String taskBefore = "did not run";
  private volatile String taskAfter = "did not run";

  // Written before the end of the caller's thread is waited for, which makes them visible.
  private int insideAtReturn;
  private Outcome<List<Void>> outcome;

  private FailingTasks(Throwable failure, Stage stage) {
    this.failure = failure;
    this.stage = stage;
  }

  /** Runs the three, and waits for what the caller gets. */
  static FailingTasks runBy(Submission edition, Throwable failure, Stage stage)
      throws InterruptedException {
    var seen = new FailingTasks(failure, stage);
    List<Callable<Void>> tasks = List.of(seen::before, seen::fail, seen::after);
    Actor<List<Void>> caller =
        stage.actor(
            "caller",
            () -> {
              try {
                return edition.resultsOf(tasks);
              } finally {
                seen.insideAtReturn = seen.inside.get();
              }
            });
    seen.outcome = caller.end();
    return seen;
  }

  private Void before() throws InterruptedException {
    inside.incrementAndGet();
    othersRun.countDown();
    try {
      failed.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      TimeUnit.MILLISECONDS.sleep(TIME_FOR_AN_INTERRUPT_MILLIS);
      taskBefore = "finishes";
    } catch (InterruptedException e) {
      taskBefore = "is interrupted";
    } finally {
      inside.decrementAndGet();
    }
    return null;
  }

  private Void fail() throws Exception {
    othersRun.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    failed.countDown();
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }

  private Void after() {
    inside.incrementAndGet();
    othersRun.countDown();
    try {
      new CountDownLatch(1).await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      taskAfter = "finishes";
    } catch (InterruptedException e) {
      cleanUp();
      taskAfter = "is interrupted";
    } finally {
      inside.decrementAndGet();
    }
    return null;
  }

  /** An edition that does not wait for it returns meanwhile. */
  private static void cleanUp() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
