package showcase.recipe.futures;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * A {@code FutureTask} calls its {@code done}; a completion service queues what is done.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run futures --edition classic}
 *
 * <p>Prefer a {@code CompletableFuture} where more is to follow than one callback.
 */
final class FuturesClassic implements Edition {
  private record Result(int task, long value) {}

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    int first = in.get(FuturesRecipe.FIRST);
    int tasks = in.get(FuturesRecipe.TASKS);

    // As many workers as tasks: further down, the first tasks wait for the last.
    var pool = Executors.newFixedThreadPool(tasks);
    try {
      callback(first, tasks, pool, transcript);
      asDone(first, tasks, pool, transcript);
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static void callback(int first, int tasks, Executor pool, Transcript transcript)
      throws InterruptedException, ExecutionException {
    var called = new CountDownLatch(tasks);
    List<FutureTask<Long>> futures = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      int n = first + task;
      futures.add(new FutureTask<>(() -> Fib.interruptibly(n)) {
        @Override
        protected void done() {
          try {
            transcript.say("callback", get());
          } catch (InterruptedException | ExecutionException | CancellationException e) {
            // No result, so nothing to say; whoever asks this future hears why. The task
            // is done, so get waited for nothing and no interrupt can have ended it.
          } finally {
            called.countDown();
          }
        }
      });
    }
    futures.forEach(pool::execute);

    // get returns when there is a result, and done is called after that: wait for it.
    called.await();
    for (FutureTask<Long> future : futures) {
      future.get(); // waits no more; a failure comes to light
    }
  }

  private static void asDone(int first, int tasks, Executor pool, Transcript transcript)
      throws InterruptedException, ExecutionException {
    // A task ends only when the next one's result has been seen: the last comes first.
    List<CountDownLatch> seen = FuturesRecipe.latches(tasks + 1);
    seen.get(tasks).countDown(); // the last has no next one to wait for
    var completion = new ExecutorCompletionService<Result>(pool);
    IntStream.range(0, tasks).forEach(task -> completion.submit(() -> {
      long value = Fib.interruptibly(first + task);
      seen.get(task + 1).await();
      return new Result(task, value);
    }));

    // take gives the next that is done, whichever it is, to this one thread.
    for (int i = 0; i < tasks; i++) {
      Result result = completion.take().get();
      transcript.say("completed", result.value());
      seen.get(result.task()).countDown();
    }
  }
}
