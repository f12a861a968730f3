package showcase.recipe.mapperformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * A stream, the same stream in parallel, and a virtual thread for each number.
 *
 * <p>Prefer the parallel stream for heavy computation. Virtual threads
 * are for work that waits, and here there is none.
 */
final class MapPerformanceModern implements ParallelMap {

  @Override
  public long[] inOneThread(int n, IntToLongFunction f) {
    return IntStream.range(0, n).mapToLong(f).toArray();
  }

  @Override
  public long[] inChunks(int n, IntToLongFunction f) {
    // It runs in this thread and in threads of the common pool, which live as long
    // as the JVM. An interrupt does not end it, and is still set afterwards.
    return IntStream.range(0, n).parallel().mapToLong(f).toArray();
  }

  @Override
  public long[] oneByOne(int n, IntToLongFunction f)
      throws InterruptedException, ExecutionException {
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      List<Subtask<Long>> results = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        int number = i;
        results.add(scope.fork(() -> f.applyAsLong(number)));
      }

      // In the order of the forks. What a task did happens-before join returns.
      scope.join().throwIfFailed();
      return results.stream().mapToLong(Subtask::get).toArray();
    }
  }
}
