package showcase.recipe.executorclose;

import static showcase.catalogue.Recipe.recipe;

import java.util.Collections;
import java.util.List;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.engine.Fib;

/**
 * Ends an executor: no more tasks, those that it has are done, and its threads are gone.
 */
public final class ExecutorCloseRecipe {
  static final Parameter N = new Parameter("n", 30, 1, 35, "each task computes fib(n)");
  static final Parameter TASKS = new Parameter("tasks", 3, 1, 100, "tasks submitted in each way");

  public static final Recipe RECIPE =
      recipe(21, "executor-close", "What does \"with ThreadPoolExecutor\" work?")
          .problem(
              """
              Compute fib(30) on an executor and close it, in two ways. Closing lets the tasks that
              were submitted end, takes no more, and returns when no worker is left. A close that is
              interrupted while it waits cancels what still runs, and waits for its end.
              """)
          .python("with is shutdown(wait=True): 832040 both ways")
          .parameters(N, TASKS)
          .claims(
              new Claim(
                  "both ways gave every result, and the right one",
                  (in, run) -> Evidence.equal(expected(in), run.saidBy("result"))),
              new Claim(
                  "a task that comes after the close is rejected, both times",
                  (in, run) ->
                      Evidence.equal(
                          List.of("is rejected", "is rejected"), run.saidBy("late task"))),
              new Claim(
                  "an interrupted close cancels the task, and still waits for its end",
                  (in, run) -> cancelled(run)),
              new Claim(
                  "no worker is left",
                  (in, run) -> Evidence.equal(List.of("0"), run.saidBy("workers left"))))
          .whatChanges(
              """
              close() is what careful code wrote by hand: shutdown, wait, and on an interrupt
              shutdownNow, wait on, and keep the interrupt. The block ends the executor, and no way
              out of the block can miss it.
              """)
          .keepTheClassicWhen(
              """
              Waiting must have an end: close() waits as long as the tasks take. A service that
              stops within ten seconds needs awaitTermination with a timeout, then shutdownNow.
              """)
          .watchOutFor(
              """
              An exception that leaves the block cancels nothing: close() first waits for every task.
              A scope that is left by an exception does cancel. shutdownNow only interrupts; a task
              that does not look never ends, and neither does close().
              """)
          .classic(() -> new ExecutorCloseClassic(), "Tasks.java")
          .modern(() -> new ExecutorCloseModern(), "Tasks.java")
          .build();

  private ExecutorCloseRecipe() {}

  private static List<String> expected(Arguments in) {
    return Collections.nCopies(2 * in.get(TASKS), Long.toString(Fib.byAddition(in.get(N))));
  }

  private static Evidence cancelled(Run run) {
    int cancelled = run.indexOf("task", "is cancelled");
    int closed = run.indexOf("closer", "was interrupted, and has closed");
    return new Evidence(
        0 <= cancelled && cancelled < closed,
        "task %s, then closer %s".formatted(run.saidBy("task"), run.saidBy("closer")));
  }
}
