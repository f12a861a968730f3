package showcase.recipe.futures;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * A stage says what follows a result; a scope's own policy sees each result as it comes.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run futures --edition modern}
 *
 * <p>Prefer a plain join where the results are wanted together: most callbacks need not
 * be.
 */
final class FuturesModern implements Edition {
  private record Result(int task, long value) {}

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    int first = in.get(FuturesRecipe.FIRST);
    int tasks = in.get(FuturesRecipe.TASKS);
    callback(first, tasks, transcript);
    asDone(first, tasks, transcript);
  }

  private static void callback(int first, int tasks, Transcript transcript)
      throws InterruptedException, ExecutionException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?>[] called =
          IntStream.range(first, first + tasks)
              .mapToObj(n -> CompletableFuture.supplyAsync(() -> fib(n), executor))
              .map(future -> future.thenAccept(v -> transcript.say("callback", v)))
              .toArray(CompletableFuture<?>[]::new);
      try {
        CompletableFuture.allOf(called).get();
      } catch (InterruptedException e) {
        executor.shutdownNow(); // close alone would wait for results that nobody wants
        throw e;
      }
    }
  }

  private static void asDone(int first, int tasks, Transcript transcript)
      throws InterruptedException, ExecutionException {
    // A task ends only when the next one's result has been seen: the last comes first.
    List<CountDownLatch> seen = FuturesRecipe.latches(tasks + 1);
    seen.get(tasks).countDown(); // the last has no next one to wait for
    Consumer<Result> consumer =
        result -> {
          transcript.say("completed", result.value());
          seen.get(result.task()).countDown();
        };
    try (var scope = new AsCompleted<>(consumer)) {
      IntStream.range(0, tasks).forEach(task -> scope.fork(() -> {
        long value = Fib.interruptibly(first + task);
        seen.get(task + 1).await();
        return new Result(task, value);
      }));
      scope.join().throwIfFailed();
    }
  }

  /**
   * A stage cannot throw InterruptedException, so it goes on as an interrupt and a
   * failure.
   */
  private static long fib(int n) {
    try {
      return Fib.interruptibly(n);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("fib(" + n + ") was interrupted");
    }
  }
}
