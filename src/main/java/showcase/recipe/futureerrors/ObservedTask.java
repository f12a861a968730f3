package showcase.recipe.futureerrors;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import showcase.recipe.futureerrors.FutureErrors.Ending;

/**
 * A future that passes its task's failure to a callback, in the task's thread.
 *
 * <p>What the callback throws leaves {@code run}: in a pool, only the
 * uncaught-exception handler gets it.
 */
final class ObservedTask<T> extends FutureTask<T> {
  private final Consumer<? super Throwable> callback;

  ObservedTask(Callable<T> task, Consumer<? super Throwable> callback) {
    super(task);
    this.callback = callback;
  }

  @Override
  protected void done() {
    Ending ending = endingOf(this);
    if (ending.state() == State.FAILED) {
      callback.accept(ending.failure());
    }
  }

  /** How a completed task ended. */
  static Ending endingOf(FutureTask<?> done) {
    try {
      done.get();
      return new Ending(State.SUCCESS, null);
    } catch (CancellationException e) {
      return new Ending(State.CANCELLED, null);
    } catch (ExecutionException e) {
      return new Ending(State.FAILED, e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalArgumentException("the task is not done", e);
    }
  }
}
