package showcase.recipe.mapperformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;

/**
 * A loop, and a fixed pool with large tasks and with tiny ones.
 *
 * <p>Prefer the loop until a measurement says otherwise, and then a parallel
 * stream: it finds the size of the chunks by itself.
 */
final class MapPerformanceClassic implements ParallelMap {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  @Override
  public long[] inOneThread(int n, IntToLongFunction f) {
    return part(0, n, f);
  }

  @Override
  public long[] inChunks(int n, IntToLongFunction f)
      throws InterruptedException, ExecutionException {
    return inTasks(4 * THREADS, n, f); // more chunks than threads balance the load
  }

  @Override
  public long[] oneByOne(int n, IntToLongFunction f)
      throws InterruptedException, ExecutionException {
    return inTasks(n, n, f);
  }

  private static long[] inTasks(int tasks, int n, IntToLongFunction f)
      throws InterruptedException, ExecutionException {
    List<Callable<long[]>> parts = new ArrayList<>(tasks);
    for (int task = 0; task < tasks; task++) {
      int from = (int) ((long) n * task / tasks);
      int to = (int) ((long) n * (task + 1) / tasks);
      parts.add(() -> part(from, to, f));
    }
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      long[] results = new long[n];
      int at = 0;
      // invokeAll keeps the order. What a task did happens-before its get returns.
      for (Future<long[]> done : pool.invokeAll(parts)) {
        long[] part = done.get();
        System.arraycopy(part, 0, results, at, part.length);
        at += part.length;
      }
      return results;
    } finally {
      end(pool);
    }
  }

  private static long[] part(int from, int to, IntToLongFunction f) {
    long[] results = new long[to - from];
    for (int i = from; i < to; i++) {
      results[i - from] = f.applyAsLong(i);
    }
    return results;
  }

  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
