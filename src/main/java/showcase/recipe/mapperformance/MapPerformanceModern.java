package showcase.recipe.mapperformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * A stream, the same stream in parallel, and a virtual thread for each number.
 *
 * <p>Prefer the parallel stream for much work that only computes. Virtual threads
 * are for work that waits, and here there is none.
 */
final class MapPerformanceModern implements ParallelMap {

  @Override
  public long[] inOneThread(int n, IntToLongFunction f) {
    return IntStream.range(0, n).mapToLong(f).toArray();
  }

  @Override
  public long[] inChunks(int n, IntToLongFunction f) {
    // It runs in this thread and in those of the common pool, which end with the
    // JVM. An interrupt does not end it, and is still set afterwards.
    return IntStream.range(0, n).parallel().mapToLong(f).toArray();
  }

  @Override
  public long[] oneByOne(int n, IntToLongFunction f)
      throws InterruptedException, ExecutionException {
    List<Callable<Long>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int number = i;
      tasks.add(() -> f.applyAsLong(number));
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      long[] results = new long[n];
      int at = 0;
      // invokeAll keeps the order. What a task did happens-before its get returns.
      for (Future<Long> done : executor.invokeAll(tasks)) {
        results[at++] = done.get();
      }
      return results;
    }
  }
}
