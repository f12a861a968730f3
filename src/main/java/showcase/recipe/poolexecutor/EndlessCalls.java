package showcase.recipe.poolexecutor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import showcase.catalogue.Stage;

/**
 * A function that returns for item 0, may fail for item 1, and for every other item returns only if
 * it is interrupted. An interrupted call then takes a moment to clean up.
 */
final class EndlessCalls {
  static final int WORKERS = 3;

  /** More items than can have begun by the time two calls have ended. */
  static final List<Integer> ITEMS = IntStream.range(0, 10).boxed().toList();

  private static final long MOMENT_NANOS = 20_000_000;

  private final Throwable failure;
  private final Stage stage;
  private final Duration patience;
  private final CountDownLatch othersRun;
  private final CountDownLatch failed = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger uninterrupted = new AtomicInteger();

  /**
   * @param failure what the call for item 1 throws; null if it is as endless as the others
   */
  EndlessCalls(Throwable failure, Stage stage) {
    this.failure = failure;
    this.stage = stage;
    this.patience = stage.patience();
    this.othersRun = new CountDownLatch(failure == null ? WORKERS : WORKERS - 1);
  }

  /** The function. */
  int call(int item) {
    begun.incrementAndGet();
    inside.incrementAndGet();
    try {
      if (item == 1 && failure != null) {
        await(othersRun);
        failed.countDown();
        throw failure();
      }
      othersRun.countDown();
      if (item == 0) {
        await(failure == null ? othersRun : failed);
        return item;
      }
      waitForInterrupt();
      return item;
    } catch (InterruptedException e) {
      return item;
    } finally {
      inside.decrementAndGet();
    }
  }

  private void waitForInterrupt() {
    uninterrupted.incrementAndGet();
    Stage.Doing waiting = stage.does("task", "waits");
    try {
      await(new CountDownLatch(1));
    } catch (InterruptedException e) {
      waiting.end();
      uninterrupted.decrementAndGet();
      interrupted.countDown();
      Stage.Doing cleaning = stage.does("task", "cleans up");
      cleanUp();
      cleaning.end();
    } finally {
      waiting.end();
    }
  }

  private RuntimeException failure() {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  /** It takes until {@link #letThemEnd} and a moment, whatever interrupts come. */
  private void cleanUp() {
    long deadline = System.nanoTime() + patience.toNanos();
    while (mayEnd.getCount() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(MOMENT_NANOS);
      Thread.interrupted();
    }
    long end = System.nanoTime() + MOMENT_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(MOMENT_NANOS);
      Thread.interrupted();
    }
  }

  /** Lets the calls end that have been interrupted. */
  void letThemEnd() {
    mayEnd.countDown();
  }

  /** Waits until a call has been interrupted. */
  void awaitInterrupt() throws InterruptedException {
    await(interrupted);
  }

  private void await(CountDownLatch latch) throws InterruptedException {
    latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many calls have begun. */
  int begun() {
    return begun.get();
  }

  /** How many calls run now. */
  int inside() {
    return inside.get();
  }

  /** How many endless calls have begun and were not interrupted. */
  int uninterrupted() {
    return uninterrupted.get();
  }
}
