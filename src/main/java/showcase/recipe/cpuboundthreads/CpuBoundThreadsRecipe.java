package showcase.recipe.cpuboundthreads;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static showcase.catalogue.Recipe.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.engine.Fib;

/** Runs tasks that only compute, one after the other and then each on a thread. */
public final class CpuBoundThreadsRecipe {
  static final Parameter N = new Parameter("n", 35, 1, 42, "n of each task's fib(n)");
  static final Parameter TASKS = new Parameter("tasks", 2, 1, 8, "tasks, each with a thread");

  /** How often both ways are gone; the best time of each counts. */
  static final int ROUNDS = 3;

  public static final Recipe RECIPE =
      recipe(3, "cpu-bound-threads", "Performance Problem - GIL")
          .problem(
              """
              Compute fib(35) twice: one after the other on the calling thread, then at the same
              time on two threads. Nothing waits, so the processors are all there is to share. Both
              ways go by turns, three times, after a first run that is not counted.
              """)
          .python("fib(35) twice took 9.51 s in sequence, 11.31 s on two threads: the GIL")
          .parameters(N, TASKS)
          .claims(
              new Claim(
                  "every result is right, whichever way it was computed",
                  (in, run) -> Evidence.equal(List.of(expected(in)), results(run))),
              new Claim(
                  "every task was computed once in sequence and once on a thread, in each round",
                  (in, run) -> Evidence.equal(2 * ROUNDS * in.get(TASKS), run.lines().size())),
              new Claim(
                  "in sequence is one thread, and every other task had a thread of its own",
                  (in, run) -> Evidence.equal(tasksOfThreads(in), tasksOfThreads(run))))
          .whatChanges(
              """
              How the threads are made and waited for, and nothing else. Virtual threads are no
              faster at computing: they run on as many platform threads as there are processors, and
              both editions end up with the same processors doing the same additions.
              """)
          .keepTheClassicWhen(
              """
              The work computes for long. The system shares the processors out among platform
              threads; a virtual thread that computes keeps its carrier until it waits or ends, and
              others that wanted only a moment have to stand behind it.
              """)
          .watchOutFor(
              """
              The first run in a JVM is interpreted and then compiled, and a time that includes it
              measures the compiler. More threads than processors add nothing. A loop that never
              waits hears an interrupt only if it asks for it.
              """)
          .classic(() -> new CpuBoundThreadsClassic())
          .modern(() -> new CpuBoundThreadsModern())
          .build();

  private CpuBoundThreadsRecipe() {}

  private static String expected(Arguments in) {
    return "computed " + Fib.byAddition(in.get(N));
  }

  private static List<String> results(Run run) {
    return run.lines().stream().map(Line::text).distinct().toList();
  }

  /** One task each, and the calling thread all of its rounds. */
  private static List<Long> tasksOfThreads(Arguments in) {
    int tasks = ROUNDS * in.get(TASKS);
    List<Long> counts = new ArrayList<>(Collections.nCopies(tasks, 1L));
    counts.add((long) tasks);
    return counts;
  }

  private static List<Long> tasksOfThreads(Run run) {
    var counts = run.lines().stream().collect(groupingBy(Line::subject, counting()));
    return counts.values().stream().sorted().toList();
  }
}
