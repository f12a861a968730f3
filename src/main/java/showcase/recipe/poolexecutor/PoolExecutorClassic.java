package showcase.recipe.poolexecutor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A fixed pool gets all items at once, and the stream asks one future after the
 * other. The pool does not wait for the reader: it computes ahead to the last item.
 *
 * <p>Prefer {@code invokeAll} if you need all results together and a failure need
 * not stop the other calls, and an {@code ExecutorCompletionService} if their order
 * does not matter.
 */
final class PoolExecutorClassic implements LazyMap {

  @Override
  public <T, R> Stream<R> map(
      List<T> items, Function<? super T, ? extends R> f, int workers) {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    List<Future<R>> futures = new ArrayList<>();
    try {
      for (T item : items) {
        futures.add(pool.submit(() -> f.apply(item)));
      }
      // Nothing more will come: the pool's threads end after the last item.
      pool.shutdown();
    } catch (Throwable noThread) {
      end(pool, futures);
      throw noThread;
    }
    return futures.stream()
        .map(future -> get(future, pool, futures))
        .onClose(() -> end(pool, futures));
  }

  private static <R> R get(
      Future<R> next, ExecutorService pool, List<Future<R>> all) {
    try {
      return next.get();
    } catch (ExecutionException e) {
      end(pool, all);
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      end(pool, all);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static <R> void end(ExecutorService pool, List<Future<R>> futures) {
    // Not shutdownNow: the future of an item that it drops from the queue is never
    // done, and a get of it never returns.
    pool.shutdown();
    futures.forEach(future -> future.cancel(true));

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
