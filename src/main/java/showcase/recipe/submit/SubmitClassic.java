package showcase.recipe.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * A fixed pool takes the tasks; each {@code submit} gives back a {@code Future} to ask
 * later.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run submit --edition classic}
 *
 * <p>Prefer {@code invokeAll} when all tasks are known at once, and an {@code
 * ExecutorCompletionService} to take the results as they come.
 */
final class SubmitClassic implements Edition {
  private static final int WORKERS = 3;

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    int first = in.get(SubmitRecipe.FIRST);
    int tasks = in.get(SubmitRecipe.TASKS);

    ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
    try {
      // submit returns at once: the pool's threads compute while this loop goes on.
      List<Future<Long>> results = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        int n = first + task;
        results.add(pool.submit(() -> Fib.interruptibly(n)));
      }

      // get waits for its own task only. What the task did happens-before its return.
      for (Future<Long> result : results) {
        transcript.say(result.get());
      }
    } finally {
      // The pool's threads wait for more work for ever unless they are told. On the good
      // way nothing is running any more; after a failure, what still runs is interrupted.
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }
}
