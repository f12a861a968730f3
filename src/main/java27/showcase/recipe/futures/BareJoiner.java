package showcase.recipe.futures;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.CancelledByTimeoutException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.function.Consumer;

/** Shows what happens if a joiner calls back and does not keep what the callback throws. */
final class BareJoiner {
  private BareJoiner() {}

  static <T> void call(Callable<T> task, Consumer<? super T> callback) throws InterruptedException {
    Joiner<T, Void, CompletionException> joiner =
        new Joiner<>() {
          @Override
          public boolean onComplete(Subtask<T> subtask) {
            callback.accept(subtask.get());
            return false;
          }

          @Override
          public Void result() {
            return null;
          }

          @Override
          public Void timeout() {
            throw new CompletionException(new CancelledByTimeoutException());
          }
        };
    try (var scope = StructuredTaskScope.open(joiner)) {
      scope.fork(task);
      scope.join();
    }
  }
}
