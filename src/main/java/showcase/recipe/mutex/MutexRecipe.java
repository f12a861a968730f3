package showcase.recipe.mutex;

import static showcase.catalogue.Recipe.recipe;

import java.util.List;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;

/** Lets one task at a time change what they share. */
public final class MutexRecipe {
  static final Parameter TASKS = new Parameter("tasks", 4, 1, 1_000, "tasks that count together");
  static final Parameter INCREMENTS =
      new Parameter("increments", 25_000, 1, 1_000_000, "how often each task counts");

  public static final Recipe RECIPE =
      recipe(8, "mutex", "Simplest synchronization primitive lock")
          .problem(
              """
              Some tasks count in one shared place. Each enters the critical section, adds one, and
              leaves; at the end nothing is missing. The section is entered by one at a time, and is
              free again even when a task fails inside it.
              """)
          .python("acquire and release, then a with block: task1 get, task2 get")
          .parameters(TASKS, INCREMENTS)
          .claims(
              new Claim(
                  "no update was lost, whichever way they counted",
                  (in, run) ->
                      Evidence.equal(
                          List.of(total(in)), run.saidBy("counted").stream().distinct().toList())),
              new Claim(
                  "never two inside", (in, run) -> Evidence.equal(1, run.peak("enters", "leaves"))),
              new Claim(
                  "every task was inside",
                  (in, run) -> Evidence.equal(in.get(TASKS), run.count("enters"))),
              new Claim(
                  "the lock is free after a failure inside",
                  (in, run) -> Evidence.equal(List.of("free"), run.saidBy("lock"))))
          .whatChanges(
              """
              The lock is the same. What changes is that virtual threads make confinement natural:
              a task keeps its own count, hands it back as its result, and nothing is shared.
              """)
          .keepTheClassicWhen(
              """
              What is guarded is more than a number. synchronized is shorter and cannot be left
              locked; a ReentrantLock can be interrupted while it waits, tried, and queried.
              """)
          .watchOutFor(
              """
              Before Java 24 a virtual thread that blocks inside synchronized holds its carrier (JEP
              491). A LongAdder's sum is exact only when nobody adds any more.
              """)
          .classic(() -> new MutexClassic())
          .modern(() -> new MutexModern())
          .build();

  private MutexRecipe() {}

  private static String total(Arguments in) {
    return Long.toString((long) in.get(TASKS) * in.get(INCREMENTS));
  }
}
