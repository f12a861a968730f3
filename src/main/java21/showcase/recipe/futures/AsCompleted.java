package showcase.recipe.futures;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A scope's policy: each result is seen as it comes, and the first failure ends the scope.
 *
 * @param <T> the results
 */
final class AsCompleted<T> extends StructuredTaskScope<T> {
  private final Consumer<T> consumer;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param consumer is given each result, in the thread of its fork, maybe in several at once
   */
  AsCompleted(Consumer<T> consumer) {
    this.consumer = consumer;
  }

  @Override
  protected void handleComplete(Subtask<? extends T> subtask) {
    if (subtask.state() == Subtask.State.FAILED) {
      failure.compareAndSet(null, subtask.exception());
      shutdown(); // cancels the scope
      return;
    }
    consumer.accept(subtask.get());
  }

  void throwIfFailed() throws ExecutionException {
    ensureOwnerAndJoined();
    if (failure.get() != null) {
      throw new ExecutionException(failure.get());
    }
  }
}
