package showcase.recipe.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A fixed pool maps all items by {@code invokeAll}, and by {@link AllOrNothing} where a
 * failure is to stop the rest.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run pool-map --edition classic}
 *
 * <p>Prefer a parallel stream for a function that only computes, and {@code invokeAny}
 * where the first success is enough.
 */
final class PoolMapClassic implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    // The last is done first, and still its result stands last.
    int items = in.get(PoolMapRecipe.ITEMS);
    List<CountDownLatch> done =
        Stream.generate(() -> new CountDownLatch(1)).limit(items).toList();
    IntStream all = IntStream.range(0, items);
    transcript.say("squares", map(all, item -> () -> square(item, done, transcript)));
    transcript.say("of none", map(IntStream.of(), item -> () -> (long) item * item));
    transcript.say("of 7", map(IntStream.of(7), item -> () -> (long) item * item));

    // One item fails while the others wait for ever, and invokeAll would wait with them.
    var begun = new CountDownLatch(PoolMapRecipe.WORKERS - 1);
    IntFunction<Callable<Long>> task = item -> () -> failOne(item, begun, transcript);
    try {
      IntStream some = IntStream.range(0, PoolMapRecipe.WORKERS);
      AllOrNothing.run(PoolMapRecipe.WORKERS, some.mapToObj(task).toList());
    } catch (ExecutionException e) {
      transcript.say("map fails", e.getCause().getMessage());
    }
  }

  private static List<Long> map(IntStream items, IntFunction<Callable<Long>> task)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(PoolMapRecipe.WORKERS);
    try {
      // invokeAll returns when all have ended, and keeps the order of the tasks.
      List<Long> results = new ArrayList<>();
      for (Future<Long> result : pool.invokeAll(items.mapToObj(task).toList())) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow(); // on the good way, nothing is left to be interrupted
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
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
}
