package showcase.catalogue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A witness that counts how many threads are inside at the same time. It makes one too many visible
 * in every run: threads that enter stay until as many are inside as the limit allows, and then a
 * moment longer, so that one more enters if nothing stops it.
 */
public final class Occupancy {
  private static final long MOMENT_MILLIS = 20;

  private final Duration patience;
  private final CountDownLatch missing;
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicInteger entered = new AtomicInteger();

  /**
   * @param limit how many may be inside at the same time, and will be if the edition is correct
   */
  public Occupancy(int limit, Stage stage) {
    patience = stage.patience();
    missing = new CountDownLatch(limit);
  }

  /** Enters, and waits until the limit is reached for the first time; later calls do not wait. */
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

  /** Leaves; call it in a {@code finally} after {@link #enter}, even if that throws. */
  public void leave() {
    inside.decrementAndGet();
  }

  /** The most threads that were inside at the same time. */
  public int peak() {
    return peak.get();
  }

  /** How often a thread has entered so far. */
  public int entered() {
    return entered.get();
  }

  /** How many threads are inside now. */
  public int inside() {
    return inside.get();
  }
}
