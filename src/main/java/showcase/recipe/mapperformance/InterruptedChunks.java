package showcase.recipe.mapperformance;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import showcase.catalogue.Actor;
import showcase.catalogue.Outcome;
import showcase.catalogue.Stage;

/**
 * A caller that is interrupted while its chunks are computed. Their calls do not notice an
 * interrupt, and end a moment after it.
 */
final class InterruptedChunks {
  private static final long MOMENT_MILLIS = 20;

  private final Stage stage;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();

  // Written by the caller's thread and read after that thread has been joined.
  private int insideAtReturn = -1;
  private boolean statusAtReturn;

  private Outcome<long[]> outcome;

  private InterruptedChunks(Stage stage) {
    this.stage = stage;
  }

  static InterruptedChunks pose(ParallelMap edition, Stage stage) throws InterruptedException {
    var seen = new InterruptedChunks(stage);
    Actor<long[]> caller =
        stage.actor(
            "caller",
            () -> {
              try {
                return edition.inChunks(2, seen::compute);
              } finally {
                seen.insideAtReturn = seen.inside.get();
                seen.statusAtReturn = Thread.currentThread().isInterrupted();
              }
            });
    seen.arrived.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    caller.interrupt();
    TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
    seen.mayEnd.countDown();
    seen.outcome = caller.end();
    return seen;
  }

  private long compute(int number) {
    inside.incrementAndGet();
    arrived.countDown();
    boolean interrupted = false;
    long deadline = System.nanoTime() + stage.patience().toNanos();
    while (mayEnd.getCount() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
      interrupted |= Thread.interrupted();
    }
    inside.decrementAndGet();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return number;
  }

  boolean thrownOrKept() {
    return outcome.threw(InterruptedException.class)
        || outcome instanceof Outcome.Returned && statusAtReturn;
  }

  String ending() {
    return switch (outcome) {
      case Outcome.Returned<long[]> returned ->
          "it returns all results, with the interrupt status " + (statusAtReturn ? "set" : "clear");
      default -> "it " + outcome;
    };
  }

  int insideAtReturn() {
    return insideAtReturn;
  }
}
