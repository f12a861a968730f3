package showcase.recipe.createthread;

import static showcase.catalogue.Recipe.recipe;

import java.util.stream.IntStream;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** Starts workers, each a thread with a name of its own, and waits for all of them. */
public final class CreateThreadRecipe {
  static final Parameter THREADS =
      new Parameter("threads", 6, 1, 1_000_000, "workers that are alive at the same time");

  public static final Recipe RECIPE =
      recipe(2, "create-thread", "Create a thread via \"threading\"")
          .problem(
              """
              Start some workers, each on a thread with a name of its own, and return when all have
              ended. All are alive at the same time. The classic edition starts them by a subclass,
              by a task passed to a thread, and by a factory; the modern one by a builder, by the
              shortest call there is, and by a scope.
              """)
          .python("two workers, by a subclass and by a function: I am worker 1, I am worker 2")
          .parameters(THREADS)
          .claims(
              new Claim(
                  "all were started, or the edition said where it stopped",
                  (in, run) ->
                      new Evidence(
                          started(run) == in.get(THREADS) || !run.saidBy("stopped").isEmpty(),
                          "started %d of %d".formatted(started(run), in.get(THREADS)))),
              new Claim(
                  "each worker ran once, under its own name",
                  (in, run) ->
                      Evidence.equal(
                          IntStream.range(0, started(run))
                              .mapToObj(id -> "worker-" + id)
                              .sorted()
                              .toList(),
                          run.whoSaid("runs").stream().sorted().toList())),
              new Claim(
                  "each had ended when the edition returned",
                  (in, run) -> Evidence.equal(run.lines().size() - 1, run.indexOf("all", "ended"))))
          .whatChanges(
              """
              A virtual thread costs about a kilobyte instead of a kernel thread and its stack, so
              there is one for each task and no reason to share or keep them.
              """)
          .keepTheClassicWhen(
              """
              The work only computes for long, or needs a priority, a stack of a known size, or to
              keep the JVM alive: virtual threads are always daemons of normal priority.
              """)
          .watchOutFor(
              """
              A virtual thread that nobody waits for dies with the JVM in the middle of its work.
              Outside a scope you have to keep it and join it, as ever.
              """)
          .classic(() -> new CreateThreadClassic())
          .modern(() -> new CreateThreadModern())
          .build();

  private CreateThreadRecipe() {}

  private static int started(Run run) {
    return run.saidBy("started").stream().mapToInt(Integer::parseInt).sum();
  }
}
