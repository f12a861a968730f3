package showcase.recipe.event;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An event that can be set and cleared again and again: a future for each time. A
 * future cannot be completed twice, so {@code clear} puts a new one in its place.
 */
public final class RenewableEvent implements Events.Repeatable {
  private final AtomicReference<CompletableFuture<Void>> current =
      new AtomicReference<>(new CompletableFuture<>());

  @Override
  public void set() {
    // Writes current even if the event is already set: then what this thread did
    // earlier happens-before the return of a later clear().
    current.getAndUpdate(future -> future).complete(null);
  }

  @Override
  public void clear() {
    CompletableFuture<Void> old = current.get();
    // An event that is not set keeps its future: threads wait for it.
    if (old.isDone()) {
      current.compareAndSet(old, new CompletableFuture<>());
    }
  }

  @Override
  public boolean isSet() {
    return current.get().isDone();
  }

  // A thread that waits holds the old future, so a later clear() cannot stop it.
  @Override
  public void await() throws InterruptedException {
    try {
      current.get().get(); // get(), not join(): an interrupt does not end a join()
    } catch (ExecutionException e) {
      throw new AssertionError("this future never fails", e);
    }
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    try {
      current.get().get(NANOSECONDS.convert(timeout), NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("this future never fails", e);
    }
  }
}
