package showcase.recipe.poolmap;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A fork for each item; the scope waits for all, or throws the
 * first failure and cancels the rest.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run pool-map --edition modern}
 *
 * <p>Prefer a parallel stream for a function that only computes: virtual threads make
 * waiting cheap, not squaring.
 */
final class PoolMapModern implements Edition {

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

    // One item fails while the others wait for ever; the scope does not wait with them.
    var begun = new CountDownLatch(PoolMapRecipe.WORKERS - 1);
    try {
      IntStream some = IntStream.range(0, PoolMapRecipe.WORKERS);
      map(some, item -> () -> failOne(item, begun, transcript));
    } catch (ExecutionException e) {
      transcript.say("map fails", e.getCause().getMessage());
    }
  }

  private static List<Long> map(IntStream items, IntFunction<Callable<Long>> task)
      throws InterruptedException, ExecutionException {
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      List<Subtask<Long>> results =
          items.mapToObj(item -> scope.fork(task.apply(item))).toList();

      // The list of subtasks keeps the order of the items, whoever is done first.
      scope.join().throwIfFailed();
      return results.stream().map(Subtask::get).toList();
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
