package showcase.recipe.futures;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A custom scope calls back: its {@code handleComplete} runs in a fork's thread
 * as soon as the fork has completed.
 *
 * <p>Prefer the stages of {@link FuturesModern} if more steps follow a result.
 */
final class FuturesJoiner implements Futures {

  @Override
  public <T> void onEach(
      List<Callable<T>> tasks, Consumer<? super T> callback, Runnable meanwhile)
      throws InterruptedException, ExecutionException {
    try (var scope = new EachResult<T>(callback)) {
      for (Callable<T> task : tasks) {
        scope.fork(task);
      }
      meanwhile.run();
      scope.join();
      scope.throwIfFailed(); // throws the first failure as a cause
    }
  }

  private static final class EachResult<T> extends StructuredTaskScope<T> {
    private final Consumer<? super T> callback;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    EachResult(Consumer<? super T> callback) {
      this.callback = callback;
    }

    @Override
    protected void handleComplete(Subtask<? extends T> subtask) {
      switch (subtask.state()) {
        case SUCCESS -> call(subtask.get());
        case FAILED -> failure.compareAndSet(null, subtask.exception());
        case UNAVAILABLE -> throw new IllegalArgumentException("not completed");
      }
    }

    // join does not throw what handleComplete throws, so keep it for later.
    private void call(T result) {
      try {
        callback.accept(result);
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      }
    }

    void throwIfFailed() throws ExecutionException {
      ensureOwnerAndJoined();
      if (failure.get() != null) {
        throw new ExecutionException(failure.get());
      }
    }
  }

  /**
   * The calling thread must take the results, which a scope's callback cannot do.
   */
  @Override
  public <T> void asCompleted(List<Callable<T>> tasks, Consumer<? super T> consumer)
      throws InterruptedException, ExecutionException {
    new FuturesModern().asCompleted(tasks, consumer);
  }
}
