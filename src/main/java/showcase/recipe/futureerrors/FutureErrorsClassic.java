package showcase.recipe.futureerrors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * An {@code ExecutionException} has the task's own as cause; siblings are told by hand.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run future-errors --edition classic}
 *
 * <p>Prefer {@code invokeAny} where one result is enough: it cancels the other tasks.
 */
final class FutureErrorsClassic implements Edition {
  private final RuntimeException original = new IllegalStateException("spam");

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int count = in.get(FutureErrorsRecipe.SIBLINGS);
    var started = new CountDownLatch(count);
    ExecutorService pool = Executors.newFixedThreadPool(count + 1);
    try {
      List<FutureTask<Void>> siblings = new ArrayList<>();
      for (int id = 0; id < count; id++) {
        String name = FutureErrorsRecipe.sibling(id);
        siblings.add(task(name, () -> linger(name, started, transcript), transcript));
      }
      var spam = task(FutureErrorsRecipe.SPAM, () -> fail(started), transcript);
      siblings.forEach(pool::execute);
      pool.execute(spam);

      // get throws what the task threw, in a wrapper: the task's stack is not this one.
      try {
        spam.get();
      } catch (ExecutionException e) {
        transcript.say("caller", FutureErrorsRecipe.describe(e.getCause() == original));
      }

      // The siblings know nothing of it: somebody must have kept them, to cancel each.
      siblings.forEach(sibling -> sibling.cancel(true));
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES); // the callbacks run in these threads
    }
  }

  private Void fail(CountDownLatch started) throws InterruptedException {
    started.await(); // a task that has not begun could not be seen to be interrupted
    throw original;
  }

  private static Void linger(String name, CountDownLatch started, Transcript transcript)
      throws InterruptedException {
    started.countDown();
    try {
      new CountDownLatch(1).await(); // nobody counts down: only an interrupt ends this
    } catch (InterruptedException e) {
      transcript.say(name, "is interrupted");
      throw e;
    }
    return null;
  }

  /** A task that reports how it ended. */
  private FutureTask<Void> task(String name, Callable<Void> work, Transcript transcript) {
    return new FutureTask<>(work) {
      @Override
      protected void done() {
        try {
          get(); // does not wait: it is done
          transcript.say(name, "ended");
        } catch (CancellationException e) {
          transcript.say(name, "was cancelled");
        } catch (ExecutionException e) {
          transcript.say(name, "failed");
          boolean same = e.getCause() == original;
          transcript.say("callback", FutureErrorsRecipe.describe(same));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }
}
