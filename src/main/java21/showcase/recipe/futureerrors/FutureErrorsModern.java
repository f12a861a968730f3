package showcase.recipe.futureerrors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A stage handles the failure of the one before; a scope's failure cancels the siblings.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run future-errors --edition modern}
 *
 * <p>Prefer the scope: a failure that nobody handles cannot get lost in it.
 */
final class FutureErrorsModern implements Edition {
  private final RuntimeException original = new IllegalStateException("spam");

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    // The callback runs in the thread that fails, or in this one if that failed before:
    // either way before close returns.
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var spam = CompletableFuture.runAsync(this::fail, executor);
      spam.exceptionally(e -> handle(e, transcript));
    }

    int count = in.get(FutureErrorsRecipe.SIBLINGS);
    var started = new CountDownLatch(count);
    Map<String, Subtask<Void>> forks = new LinkedHashMap<>();
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      for (int id = 0; id < count; id++) {
        String name = FutureErrorsRecipe.sibling(id);
        forks.put(name, scope.fork(() -> linger(name, started, transcript)));
      }
      forks.put(FutureErrorsRecipe.SPAM, scope.fork(() -> failAfter(started)));

      // Whoever fails first cancels the scope: the siblings are interrupted by it.
      scope.join().throwIfFailed();
    } catch (ExecutionException e) {
      boolean same = e.getCause() == original;
      transcript.say("caller", FutureErrorsRecipe.describe(same));
    }

    // A fork that was cancelled has neither a result nor an exception.
    forks.forEach((name, fork) -> transcript.say(name, describe(fork)));
  }

  private Void handle(Throwable e, Transcript transcript) {
    boolean same = e.getCause() == original; // e is a CompletionException
    transcript.say("callback", FutureErrorsRecipe.describe(same));
    return null;
  }

  private static String describe(Subtask<Void> fork) {
    return switch (fork.state()) {
      case SUCCESS -> "ended";
      case FAILED -> "failed";
      case UNAVAILABLE -> "was cancelled";
    };
  }

  private void fail() {
    throw original;
  }

  private Void failAfter(CountDownLatch started) throws InterruptedException {
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
}
