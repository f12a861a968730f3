package showcase.recipe.futures;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A scope that shows each result as it comes. The first failure shuts it down, and
 * {@link #throwIfFailed} throws it.
 *
 * @param <T> the results
 */
final class AsCompleted<T> extends StructuredTaskScope<T> {
  private final Consumer<? super T> consumer;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param consumer called with each result in the thread that made it; with several
   *     at the
   *     same time if they come so
   */
  AsCompleted(Consumer<? super T> consumer) {
    this.consumer = consumer;
  }

  @Override
  protected void handleComplete(Subtask<? extends T> subtask) {
    if (subtask.state() == Subtask.State.FAILED) {
      failure.compareAndSet(null, subtask.exception());
      shutdown(); // interrupts the other forks
      return;
    }
    consumer.accept(subtask.get());
  }

  @Override
  public AsCompleted<T> join() throws InterruptedException {
    super.join();
    return this;
  }

  /**
   * Throws the first failure, if there was one.
   *
   * @throws ExecutionException with the failure as its cause
   * @throws IllegalStateException if the scope has not been joined
   */
  void throwIfFailed() throws ExecutionException {
    ensureOwnerAndJoined();
    if (failure.get() != null) {
      throw new ExecutionException(failure.get());
    }
  }
}
