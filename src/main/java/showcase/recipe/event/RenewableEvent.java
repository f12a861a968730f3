package showcase.recipe.event;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An event that can be set and cleared any number of times: a future for each time, replaced when it
 * is cleared.
 *
 * <p>Prefer a {@code CompletableFuture} alone for an event that happens once.
 *
 * <p>Memory: what a thread did before it set the event <i>happens-before</i> what another does after
 * its wait for it, as with every future.
 */
public final class RenewableEvent {
  private final AtomicReference<CompletableFuture<Void>> current =
      new AtomicReference<>(new CompletableFuture<>());

  /** Lets all pass who wait, and all who come, until it is cleared. */
  public void set() {
    current.get().complete(null);
  }

  /** Makes whoever comes from now on wait. Who waited when it was set still passes. */
  public void clear() {
    CompletableFuture<Void> seen = current.get();
    if (seen.isDone()) {
      // Who waits has the old future in hand. If another clears it first, that is as good.
      current.compareAndSet(seen, new CompletableFuture<>());
    }
  }

  /** Whether it is set at this moment. */
  public boolean isSet() {
    return current.get().isDone();
  }

  /**
   * Waits until it is set.
   *
   * @throws InterruptedException if interrupted while waiting
   */
  public void await() throws InterruptedException {
    try {
      current.get().get(); // not join(), which is deaf to interrupts
    } catch (ExecutionException e) {
      throw new AssertionError("nobody fails it", e);
    }
  }

  /**
   * Waits until it is set, or the time is over.
   *
   * @param timeout how long to wait at most
   * @return whether it was set
   * @throws InterruptedException if interrupted while waiting
   */
  public boolean await(Duration timeout) throws InterruptedException {
    try {
      current.get().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("nobody fails it", e);
    }
  }
}
