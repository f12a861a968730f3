package showcase.recipe.futures;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.CancelledByTimeoutException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A custom joiner calls back: its {@code onComplete} runs in a fork's thread as
 * soon as the fork has completed.
 *
 * <p>Prefer the stages of {@link FuturesModern} if more steps follow a result.
 */
final class FuturesJoiner implements Futures {

  @Override
  public <T> void onEach(
      List<Callable<T>> tasks, Consumer<? super T> callback, Runnable meanwhile)
      throws InterruptedException, ExecutionException {
    try (var scope = StructuredTaskScope.open(new EachResult<T>(callback))) {
      for (Callable<T> task : tasks) {
        scope.fork(task);
      }
      meanwhile.run();
      scope.join(); // throws the first failure as a cause
    }
  }

  private record EachResult<T>(
      Consumer<? super T> callback, AtomicReference<Throwable> failure)
      implements Joiner<T, Void, ExecutionException> {

    EachResult(Consumer<? super T> callback) {
      this(callback, new AtomicReference<>());
    }

    @Override
    public boolean onComplete(Subtask<T> subtask) {
      switch (subtask.state()) {
        case SUCCESS -> call(subtask.get());
        case FAILED -> failure.compareAndSet(null, subtask.exception());
        case UNAVAILABLE -> throw new IllegalArgumentException("not completed");
      }
      return false; // true would cancel the other forks
    }

    // join does not throw what onComplete throws, so keep it for result().
    private void call(T result) {
      try {
        callback.accept(result);
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      }
    }

    @Override
    public Void result() throws ExecutionException {
      if (failure.get() != null) {
        throw new ExecutionException(failure.get());
      }
      return null;
    }

    @Override
    public Void timeout() throws ExecutionException {
      throw new ExecutionException(new CancelledByTimeoutException());
    }
  }

  /**
   * The calling thread must take the results, which a joiner's callback cannot do.
   */
  @Override
  public <T> void asCompleted(List<Callable<T>> tasks, Consumer<? super T> consumer)
      throws InterruptedException, ExecutionException {
    new FuturesModern().asCompleted(tasks, consumer);
  }
}
