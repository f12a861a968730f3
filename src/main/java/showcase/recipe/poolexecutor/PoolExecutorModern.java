package showcase.recipe.poolexecutor;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A virtual thread for each item, started as the stream is read. The reader sets
 * the pace: no call runs more than {@code workers} items ahead of it.
 *
 * <p>Prefer {@code Gatherers.mapConcurrent} (Java 24) where each call is short: it
 * is one line, but it ignores an interrupt until the calls have returned.
 */
final class PoolExecutorModern implements LazyMap {

  @Override
  public <T, R> Stream<R> map(
      List<T> items, Function<? super T, ? extends R> f, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("at least 1 worker, not " + workers);
    }
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    Iterator<T> rest = items.iterator();
    Queue<Future<R>> ahead = new ArrayDeque<>();

    // A spliterator may keep state between results; the function of a map must not.
    var results = new AbstractSpliterator<R>(items.size(), Spliterator.ORDERED) {
      @Override
      public boolean tryAdvance(Consumer<? super R> reader) {
        while (ahead.size() < workers && rest.hasNext()) {
          T item = rest.next();
          ahead.add(executor.submit(() -> f.apply(item)));
        }
        if (ahead.isEmpty()) {
          return false;
        }
        reader.accept(get(ahead.remove(), executor));
        return true;
      }
    };
    return StreamSupport.stream(results, false).onClose(() -> end(executor));
  }

  private static <R> R get(Future<R> next, ExecutorService executor) {
    try {
      return next.get();
    } catch (ExecutionException e) {
      end(executor);
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      end(executor);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static void end(ExecutorService executor) {
    executor.shutdownNow(); // interrupts the calls in progress
    executor.close(); // waits until they have ended, and keeps an interrupt
  }
}
