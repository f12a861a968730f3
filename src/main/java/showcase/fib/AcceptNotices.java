package showcase.fib;

import java.util.function.Consumer;

/**
 * Says that accepting has failed, and that it goes on: a line each, however often it fails and goes
 * on in between. Confined to the thread that accepts.
 */
final class AcceptNotices {

  // So long without a failure: it goes on for good, and not by the one descriptor just freed.
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
      failing = true;
      log.accept("not accepting for now: " + reason.getMessage());
    }
  }

  void accepted() {
    if (failing && System.nanoTime() - failedAt > CALM_NANOS) {
      failing = false;
      log.accept("accepting again");
    }
  }
}
