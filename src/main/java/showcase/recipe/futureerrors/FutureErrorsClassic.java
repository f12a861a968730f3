package showcase.recipe.futureerrors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
 * An {@code ExecutionException} brings the task's own as its cause;
 * the siblings are told by hand.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run future-errors --edition classic}
 *
 * <p>Prefer {@code invokeAny} where one result is enough: it
 * cancels what it no longer needs.
 */
final class FutureErrorsClassic implements Edition {
  private final RuntimeException original = new IllegalStateException("spam");

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int count = in.get(FutureErrorsRecipe.SIBLINGS);
    var started = new CountDownLatch(count);
    ExecutorService pool = Executors.newFixedThreadPool(count + 1);
    try {
      List<Reported> siblings = new ArrayList<>();
      for (int id = 0; id < count; id++) {
        String name = FutureErrorsRecipe.sibling(id);
        Callable<Void> task = () -> linger(name, started, transcript);
        siblings.add(new Reported(name, task, transcript));
      }
      var spam = new Reported(FutureErrorsRecipe.SPAM, () -> fail(started), transcript);
      siblings.forEach(pool::execute);
      pool.execute(spam);

      // get throws what the task threw, in a wrapper: the task's stack is not this one.
      try {
        spam.get();
      } catch (ExecutionException e) {
        boolean same = e.getCause() == original;
        transcript.say("caller", FutureErrorsRecipe.describe(same));
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
  private final class Reported extends FutureTask<Void> {
    private final String name;
    private final Transcript transcript;

    Reported(String name, Callable<Void> task, Transcript transcript) {
      super(task);
      this.name = name;
      this.transcript = transcript;
    }

    @Override
    protected void done() {
      if (isCancelled()) {
        transcript.say(name, "was cancelled");
        return;
      }
      try {
        get();
        transcript.say(name, "ended");
      } catch (ExecutionException e) {
        transcript.say(name, "failed");
        transcript.say("callback", FutureErrorsRecipe.describe(e.getCause() == original));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
