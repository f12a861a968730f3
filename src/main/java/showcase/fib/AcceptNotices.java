package showcase.fib;

import java.util.function.Consumer;

/**
 * Reports that accepting has failed, and later that it works again, with one line each, however
 * often accepting fails and succeeds in between. Confined to the thread that accepts.
 */
final class AcceptNotices {

  // After this time without a failure, accepting works again, and not only because one descriptor
  // has just become free.
  private static final long CALM_NANOS = 5_000_000_000L;

  private final Consumer<String> log;
  private boolean failing;
  private long failedAt;

  AcceptNotices(Consumer<String> log) {
    this.log = log;
  }

  void failed(Throwable reason) {
    failedAt = System.nanoTime();
    if (!failing) {
      try {
        log.accept("cannot accept connections for now: " + reason.getMessage());
        failing = true;
      } catch (OutOfMemoryError e) {
        // there is no memory for the notice either; the next failure is reported
      }
    }
  }

  void accepted() {
    if (failing && System.nanoTime() - failedAt > CALM_NANOS) {
      failing = false;
      log.accept("accepting connections again");
    }
  }
}
