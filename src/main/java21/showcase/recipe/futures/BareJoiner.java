package showcase.recipe.futures;

import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.function.Consumer;

/** Shows what happens if a scope calls back and does not keep what the callback throws. */
final class BareJoiner {
  private BareJoiner() {}

  static <T> void call(Callable<T> task, Consumer<? super T> callback) throws InterruptedException {
    try (var scope =
        new StructuredTaskScope<T>() {
          @Override
          protected void handleComplete(Subtask<? extends T> subtask) {
            callback.accept(subtask.get());
          }
        }) {
      scope.fork(task);
      scope.join();
    }
  }
}
