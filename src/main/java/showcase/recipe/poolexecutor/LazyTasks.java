package showcase.recipe.poolexecutor;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * fib(1), fib(2) and so on, where the last one waits until the first result was taken: a
 * map that waits for all results before it gives one would never end.
 */
final class LazyTasks {
  private final int items;
  private final Transcript transcript;
  private final CountDownLatch firstTaken = new CountDownLatch(1);

  LazyTasks(Arguments in, Transcript transcript) {
    this.items = in.get(PoolExecutorRecipe.ITEMS);
    this.transcript = transcript;
  }

  List<Callable<Long>> all() {
    return IntStream.rangeClosed(1, items).mapToObj(this::task).toList();
  }

  private Callable<Long> task(int n) {
    return () -> {
      if (n == items) {
        firstTaken.await();
      }
      long result = Fib.interruptibly(n);
      transcript.say(n, "is computed");
      return result;
    };
  }

  /** Takes a result, in the order of the tasks. */
  void take(long result) {
    transcript.say("takes", result);
    firstTaken.countDown();
  }
}
