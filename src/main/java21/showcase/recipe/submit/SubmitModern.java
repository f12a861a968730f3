package showcase.recipe.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * A scope takes the tasks; each {@code fork} gives back a {@code
 * Subtask} to ask after the join.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run submit --edition modern}
 *
 * <p>Prefer a fixed pool, or a parallel stream, for many tasks that compute: these
 * threads are virtual, and no faster at computing than the processors beneath them.
 */
final class SubmitModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    int first = in.get(SubmitRecipe.FIRST);
    int tasks = in.get(SubmitRecipe.TASKS);

    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      // fork returns at once: a virtual thread computes while this loop goes on.
      List<Subtask<Long>> results = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        int n = first + task;
        results.add(scope.fork(() -> Fib.interruptibly(n)));
      }

      // join waits for all; the first failure would interrupt the rest and be thrown
      // here. What a task did happens-before join returns, so get needs no waiting.
      scope.join().throwIfFailed();
      for (Subtask<Long> result : results) {
        transcript.say(result.get());
      }
    }
    // No finally: the scope is a block, and its threads have ended with it.
  }
}
