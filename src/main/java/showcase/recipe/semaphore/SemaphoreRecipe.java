package showcase.recipe.semaphore;

import static showcase.catalogue.Recipe.recipe;

import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** Limits how many tasks hold a scarce resource at once. */
public final class SemaphoreRecipe {
  static final Parameter TASKS =
      new Parameter("tasks", 5, 1, 10_000, "tasks that want the resource");
  static final Parameter PERMITS =
      new Parameter("permits", 3, 1, 10_000, "tasks that may hold it at once");

  public static final Recipe RECIPE =
      recipe(11, "semaphore", "Control primitive resources")
          .problem(
              """
              Five tasks share a resource that bears three users. A task waits until a permit is
              free, and gives it back when it is done. A task that fails while it holds a permit
              gives it back as well; one that is interrupted while it waits has none to give.
              """)
          .python("Semaphore(3), five threads: 0, 1 and 2 acquire, then one as each releases")
          .parameters(TASKS, PERMITS)
          .claims(
              new Claim(
                  "every task held the resource once",
                  (in, run) -> Evidence.equal(in.get(TASKS), run.count("acquires"))),
              new Claim(
                  "never more holders than permits",
                  (in, run) -> new Evidence(peak(run) <= in.get(PERMITS), "at most " + peak(run))),
              new Claim("the limit was reached", (in, run) -> Evidence.equal(limit(in), peak(run))),
              new Claim(
                  "a failing task gave its permit back, an interrupted one gave none",
                  (in, run) ->
                      new Evidence(
                          run.count("fails") == 1
                              && run.count("is interrupted") == 1
                              && run.indexOf("free", "" + in.get(PERMITS))
                                  == run.lines().size() - 1,
                          "free at the end: " + run.saidBy("free"))))
          .whatChanges(
              """
              Threads no longer limit anything, so the semaphore says what the limit is about: the
              resource. The scope keeps the threads, and hands an interrupt or a failure on.
              """)
          .keepTheClassicWhen(
              """
              The limit is the processors and the tasks compute: a fixed pool of that size is the
              limit, and needs no semaphore.
              """)
          .watchOutFor(
              """
              release without acquire makes a permit out of nothing, and no error tells. So acquire
              stands before the try, never in it.
              """)
          .classic(() -> new SemaphoreClassic())
          .modern(() -> new SemaphoreModern())
          .build();

  private SemaphoreRecipe() {}

  /** As many as can be in at once. */
  static int limit(Arguments in) {
    return Math.min(in.get(TASKS), in.get(PERMITS));
  }

  /** Sound, since a task says so after it has the permit, and before it gives it back. */
  private static int peak(Run run) {
    return run.peak("acquires", "releases");
  }
}
