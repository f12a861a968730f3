package showcase.recipe.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.function.Function;

/**
 * A virtual thread for each item, and a scope that interrupts the others at the
 * first failure.
 *
 * <p>If the function only computes, and other calls may go on after a failure,
 * prefer {@code items.parallelStream().map(f).toList()}.
 */
final class PoolMapModern implements ParallelMap {

  @Override
  public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> f)
      throws InterruptedException, ExecutionException {
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      List<Subtask<R>> subtasks = new ArrayList<>();
      for (T item : items) {
        subtasks.add(scope.fork(() -> f.apply(item)));
      }

      // The first failure interrupts the others and is thrown here, as the cause of
      // an ExecutionException. The results are in the order of the forks.
      scope.join().throwIfFailed();
      return subtasks.stream().<R>map(Subtask::get).toList();
    }
  }
}
