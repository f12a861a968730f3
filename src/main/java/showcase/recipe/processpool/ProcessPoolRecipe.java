package showcase.recipe.processpool;

import static showcase.catalogue.Recipe.recipe;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.engine.Fib;
import showcase.process.WorkerPool;

/** Computes on a fixed set of processes. */
public final class ProcessPoolRecipe {
  static final Parameter N = new Parameter("n", 36, 1, 45, "n of fib(n), the same for each task");
  static final Parameter TASKS = new Parameter("tasks", 5, 1, 100, "tasks to compute");
  static final Parameter WORKERS = new Parameter("workers", 2, 1, 16, "processes that compute");

  private static final Duration WAIT = Duration.ofMinutes(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  public static final Recipe RECIPE =
      recipe(14, "process-pool", "Solving GIL problem via processes")
          .problem(
              """
              Compute fib(n) five times, in sequence and on a set of worker processes that are started
              once. Then one worker is killed with a task in its hands: it is replaced, and its task is
              run again.
              """)
          .python("five fib(35): in sequence 23.85 s, Pool(5) of processes 13.24 s")
          .parameters(N, TASKS, WORKERS)
          .claims(
              new Claim(
                  "all results are right, also those of the tasks beside and after the kill",
                  (in, run) ->
                      Evidence.equal(
                          Collections.nCopies(
                              in.get(TASKS) + in.get(WORKERS),
                              Long.toString(Fib.byAddition(in.get(N)))),
                          run.saidBy("result"))),
              new Claim(
                  "a worker was killed",
                  (in, run) -> Evidence.equal(1, run.saidBy("killed").size())),
              new Claim(
                  "the killed worker was replaced",
                  (in, run) ->
                      Evidence.equal(
                          List.of(in.get(WORKERS) + ", without the killed one"),
                          run.saidBy("workers"))))
          .whatChanges(
              """
              The threads only wait, so each task can have one: the pool of callers is gone, and what
              limits the work is what computes, the processes.
              """)
          .keepTheClassicWhen(
              """
              A caller has to be tied to one worker, say for what it holds in memory. And in both
              editions the first question stays: Java's threads compute side by side, so why processes?
              """)
          .watchOutFor(
              """
              A read from a pipe cannot be interrupted, and a virtual thread in it keeps its carrier:
              the pool's readers are platform threads. A task is run at most twice, so it must do no
              harm when it is.
              """)
          .classic(() -> new ProcessPoolClassic(), "Victim.java", "Stopwatch.java")
          .modern(() -> new ProcessPoolModern(), "Victim.java", "Stopwatch.java")
          .build();

  private ProcessPoolRecipe() {}

  /** One task on whichever worker is free next. */
  static String call(WorkerPool workers, String task) throws Exception {
    return workers.call(task, WAIT, TIMEOUT);
  }

  static void sequentially(Arguments in) throws InterruptedException {
    for (int task = 0; task < in.get(TASKS); task++) {
      Fib.interruptibly(in.get(N));
    }
  }
}
