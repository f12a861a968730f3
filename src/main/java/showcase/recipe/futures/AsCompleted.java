package showcase.recipe.futures;

import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A scope's policy: each result is seen as it comes, and the first failure ends the scope.
 *
 * @param <T> the results
 */
final class AsCompleted<T> implements Joiner<T, Void> {
  private final Consumer<T> consumer;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param consumer is given each result, in the thread of its fork, maybe in several at once
   */
  AsCompleted(Consumer<T> consumer) {
    this.consumer = consumer;
  }

  @Override
  public boolean onComplete(Subtask<? extends T> subtask) {
    if (subtask.state() == Subtask.State.FAILED) {
      failure.compareAndSet(null, subtask.exception());
      return true; // cancels the scope
    }
    consumer.accept(subtask.get());
    return false;
  }

  @Override
  public Void result() throws Throwable {
    if (failure.get() != null) {
      throw failure.get();
    }
    return null;
  }
}
