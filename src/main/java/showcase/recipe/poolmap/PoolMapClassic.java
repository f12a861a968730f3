package showcase.recipe.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A fixed pool maps all items by {@code invokeAll}, and by hand where
 * a failure is to stop the rest.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run pool-map --edition classic}
 *
 * <p>Prefer a parallel stream for a function that only computes, and {@code invokeAny}
 * where the first success is enough.
 */
final class PoolMapClassic implements Edition {
  /** What is applied to each item. */
  private interface Mapper {
    long apply(int item) throws InterruptedException;
  }

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    // The last is done first, and still its result stands last.
    int items = in.get(PoolMapRecipe.ITEMS);
    List<CountDownLatch> done =
        Stream.generate(() -> new CountDownLatch(1)).limit(items).toList();
    transcript.say("squares", map(range(items), item -> square(item, done, transcript)));

    transcript.say("of none", map(List.of(), item -> (long) item * item));
    transcript.say("of 7", map(List.of(7), item -> (long) item * item));

    // One item fails when the others have begun something that would never end.
    var begun = new CountDownLatch(PoolMapRecipe.WORKERS - 1);
    try {
      mapOrCancel(range(PoolMapRecipe.WORKERS), item -> failOne(item, begun, transcript));
    } catch (ExecutionException e) {
      transcript.say("map fails", e.getCause().getMessage());
    }
  }

  private static List<Long> map(List<Integer> items, Mapper mapper)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(PoolMapRecipe.WORKERS);
    try {
      List<Callable<Long>> tasks = new ArrayList<>();
      items.forEach(item -> tasks.add(() -> mapper.apply(item)));

      // invokeAll returns when all have ended, with the futures in the order of the
      // tasks.
      List<Long> results = new ArrayList<>();
      for (Future<Long> result : pool.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      end(pool);
    }
  }

  /** By hand: invokeAll would wait for all, however early one of them fails. */
  private static void mapOrCancel(List<Integer> items, Mapper mapper)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(PoolMapRecipe.WORKERS);
    try {
      // In the order in which they end, or the failure would stand behind those that
      // wait.
      var ended = new ExecutorCompletionService<Long>(pool);
      items.forEach(item -> ended.submit(() -> mapper.apply(item)));
      for (int i = 0; i < items.size(); i++) {
        ended.take().get();
      }
    } finally {
      end(pool);
    }
  }

  /**
   * Interrupts what still runs, which on the good way is nothing, and waits for its end.
   */
  private static void end(ExecutorService pool) throws InterruptedException {
    pool.shutdownNow();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  private static long square(int item, List<CountDownLatch> done, Transcript transcript)
      throws InterruptedException {
    if (PoolMapRecipe.waitsForNext(item, done.size())) {
      done.get(item + 1).await();
    }
    transcript.say(item, "is done");
    done.get(item).countDown();
    return (long) item * item;
  }

  private static long failOne(int item, CountDownLatch begun, Transcript transcript)
      throws InterruptedException {
    if (item == PoolMapRecipe.BAD_ITEM) {
      begun.await();
      throw new IllegalArgumentException("item %d is bad".formatted(item));
    }
    try {
      begun.countDown();
      new CountDownLatch(1).await(); // for ever, unless interrupted
      return item;
    } catch (InterruptedException e) {
      transcript.say(item, "is cancelled");
      throw e;
    }
  }

  private static List<Integer> range(int items) {
    return IntStream.range(0, items).boxed().toList();
  }
}
