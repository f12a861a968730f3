package showcase.recipe.futureerrors;

import static showcase.catalogue.Recipe.recipe;

import java.util.List;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** What becomes of a task's exception, and of the tasks beside it. */
public final class FutureErrorsRecipe {
  static final Parameter SIBLINGS =
      new Parameter("siblings", 2, 1, 1_000, "tasks that wait beside the one that fails");

  /** The name of the task that fails. */
  static final String SPAM = "spam";

  public static final Recipe RECIPE =
      recipe(23, "future-errors", "Future error handling")
          .problem(
              """
              A task throws. A callback is to get what it threw, and so is the caller who waits for
              it: the very exception, as the cause of the one that they see. The tasks beside it
              have become useless and are cancelled, which is not to look like a failure of theirs.
              """)
          .python("callback handler, get RuntimeError")
          .parameters(SIBLINGS)
          .claims(
              new Claim(
                  "the callback got the original exception as the cause, once",
                  (in, run) -> Evidence.equal(List.of(describe(true)), run.saidBy("callback"))),
              new Claim(
                  "the caller got it as the cause, once",
                  (in, run) -> Evidence.equal(List.of(describe(true)), run.saidBy("caller"))),
              new Claim(
                  "every sibling was interrupted",
                  (in, run) -> Evidence.equal(siblings(in), whoSaid(run, "is interrupted"))),
              new Claim(
                  "only the task that threw is reported as failed",
                  (in, run) -> Evidence.equal(List.of(SPAM), whoSaid(run, "failed"))),
              new Claim(
                  "its siblings are reported as cancelled",
                  (in, run) -> Evidence.equal(siblings(in), whoSaid(run, "was cancelled"))))
          .whatChanges(
              """
              The scope does what was done by hand: the first failure interrupts the siblings, and
              join throws it with its cause. What a cancelled fork throws is nobody's news.
              """)
          .keepTheClassicWhen(
              """
              One task's failure is no reason to stop the others, or each failure is to be handled
              where its task is known: a Future for each keeps them apart.
              """)
          .watchOutFor(
              """
              An exception in a Future, or a CompletableFuture, that nobody asks is lost without a
              word. exceptionally may get a CompletionException around the cause, or the cause
              itself, by where in the chain it stands.
              """)
          .classic(() -> new FutureErrorsClassic())
          .modern(() -> new FutureErrorsModern())
          .build();

  private FutureErrorsRecipe() {}

  static String sibling(int id) {
    return "sibling-" + id;
  }

  /** How it is said whether a cause is the very object that the task threw. */
  static String describe(boolean same) {
    return same ? "gets the original" : "gets something else";
  }

  private static List<String> siblings(Arguments in) {
    return IntStream.range(0, in.get(SIBLINGS))
        .mapToObj(FutureErrorsRecipe::sibling)
        .sorted()
        .toList();
  }

  private static List<String> whoSaid(Run run, String text) {
    return run.whoSaid(text).stream().sorted().toList();
  }
}
