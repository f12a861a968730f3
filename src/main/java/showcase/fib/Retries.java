package showcase.fib;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a loop go on after an {@link OutOfMemoryError}: connections that end, or are closed at their
 * time limits, free memory and threads. It allocates nothing. Confined to the loop's thread.
 */
final class Retries {

  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long a loop may fail without a single success. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Reserve reserve;
  private boolean failing;
  private long since;

  Retries(Reserve reserve) {
    this.reserve = reserve;
  }

  void succeeded() {
    failing = false;
  }

  /**
   * Gives up the reserve, and rests for 100 ms, because trying again immediately would spin.
   *
   * @throws OutOfMemoryError this one, if the loop has failed for 30 s without a success
   */
  void failed(OutOfMemoryError e) {
    reserve.release();
    long now = System.nanoTime();
    if (!failing) {
      failing = true;
      since = now;
    } else if (now - since > PATIENCE_NANOS) {
      throw e;
    }
    try {
      LockSupport.parkNanos(REST_NANOS);
    } catch (OutOfMemoryError again) {
      Thread.onSpinWait(); // a virtual thread needs memory to rest
    }
  }
}
