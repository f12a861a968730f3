package showcase.recipe.poolmap;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.function.Function;

/**
 * A virtual thread for each item, and a joiner that returns all results or throws.
 *
 * <p>If the function only computes, and other calls may go on after a failure,
 * prefer {@code items.parallelStream().map(f).toList()}.
 */
final class PoolMapModern implements ParallelMap {

  @Override
  public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> f)
      throws InterruptedException, ExecutionException {
    try (var scope = StructuredTaskScope.open(Joiner.<R>allSuccessfulOrThrow())) {
      for (T item : items) {
        scope.fork(() -> f.apply(item));
      }

      // The first failure interrupts the others and is thrown here, as the cause of
      // an ExecutionException. The results are in the order of the forks.
      return scope.join();
    }
  }
}
