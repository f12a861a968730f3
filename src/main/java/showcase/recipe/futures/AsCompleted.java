package showcase.recipe.futures;

import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A scope's policy that shows each result as it comes. The first failure cancels the
 * scope, and {@code join} throws it.
 *
 * @param <T> the results
 */
final class AsCompleted<T> implements Joiner<T, Void> {
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
