package showcase.process;

import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A call on a thread of its own, which a test can observe and interrupt. */
final class Caller {

  private final CompletableFuture<String> outcome = new CompletableFuture<>();
  private final Thread thread;

  Caller(boolean virtual, Callable<String> call) {
    Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
    thread =
        builder.start(() -> {
          try {
            outcome.complete(call.call());
          } catch (Exception e) {
            outcome.completeExceptionally(e);
          }
        });
  }

  /** Waits until the call waits for its answer. */
  void awaitWaiting() {
    var waiting = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    await().until(() -> waiting.contains(thread.getState()));
  }

  void interrupt() {
    thread.interrupt();
  }

  String result() throws Exception {
    return outcome.get(60, TimeUnit.SECONDS);
  }

  Throwable failure() throws Exception {
    try {
      throw new AssertionError("no failure, but the result " + result());
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
