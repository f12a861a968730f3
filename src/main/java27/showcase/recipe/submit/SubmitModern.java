package showcase.recipe.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;

/**
 * A scope takes the tasks. Each {@code fork} returns a {@code Subtask}, to be asked
 * for the result after the {@code join}.
 *
 * <p>Prefer a fixed pool for many tasks that compute: virtual threads are no faster
 * at computing, and they share a few carrier threads.
 */
final class SubmitModern implements Submission {

  @Override
  public <T> List<T> resultsOf(List<Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try (var scope = StructuredTaskScope.open()) {
      // fork returns at once: virtual threads compute while this loop goes on.
      List<Subtask<T>> subtasks = new ArrayList<>();
      for (Callable<T> task : tasks) {
        subtasks.add(scope.fork(task));
      }

      // join waits for all tasks. The first failure interrupts the others and is
      // thrown here, as the cause of an ExecutionException.
      scope.join();
      List<T> results = new ArrayList<>();
      for (Subtask<T> subtask : subtasks) {
        results.add(subtask.get());
      }
      return results;
    }
  }
}
