package showcase.catalogue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A witness that counts how many are inside at once. It makes one too many visible at every run:
 * those that come stay until as many are inside as may be, and then a moment longer, so that one
 * more comes in if anything lets it.
 */
public final class Occupancy {
  private static final long MOMENT_MILLIS = 20;

  private final Duration patience;
  private final CountDownLatch missing;
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicInteger entered = new AtomicInteger();

  /**
   * @param limit how many may be inside at once, and will be if the edition is right
   */
  public Occupancy(int limit, Stage stage) {
    patience = stage.patience();
    missing = new CountDownLatch(limit);
  }

  /** Enters, and stays until it is full for the first time; whoever enters later goes on at once. */
  public void enter() throws InterruptedException {
    entered.incrementAndGet();
    peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
    if (missing.getCount() > 0) {
      missing.countDown();
      boolean full = missing.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (full) {
        TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
      }
    }
  }

  /** Leaves; to be called in a {@code finally} after {@link #enter}, also if that threw. */
  public void leave() {
    inside.decrementAndGet();
  }

  /** The most that were inside at once. */
  public int peak() {
    return peak.get();
  }

  /** How many have entered so far. */
  public int entered() {
    return entered.get();
  }

  /** How many are inside now. */
  public int inside() {
    return inside.get();
  }
}
