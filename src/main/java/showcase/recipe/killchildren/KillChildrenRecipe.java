package showcase.recipe.killchildren;

import static showcase.catalogue.Recipe.recipe;

import java.util.List;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** Leaves no child process behind, however the parent ends. */
public final class KillChildrenRecipe {
  static final Parameter CHILDREN =
      new Parameter("children", 10, 1, 50, "children, each with a sleeper of its own");
  static final Parameter STUBBORN =
      new Parameter("stubborn", 1, 0, 50, "how many of them ignore SIGTERM");
  static final Parameter GRACE = new Parameter("grace", 50, 0, 1_000, "ms from SIGTERM to SIGKILL");

  private static final String[] FILES = {
    "Child.java", "Family.java", "ShutdownHook.java", "Parent.java", "Endings.java"
  };

  public static final Recipe RECIPE =
      recipe(16, "kill-children", "Graceful way to kill all child processes")
          .problem(
              """
              A parent has ten children, and each has started a sleeper. However the parent ends,
              none of them lives on: after its normal end and an exception, which are seen in this
              JVM, and after SIGINT (Ctrl-C), SIGTERM and SIGKILL, which are sent to another one.
              """)
          .python("ten sleeping daemon processes, each killed in a finally")
          .parameters(CHILDREN, STUBBORN, GRACE)
          .claims(
              noneAfter("a normal end", Endings.NORMAL),
              noneAfter("an exception", Endings.EXCEPTION),
              noneAfter("Ctrl-C (SIGINT)", "INT"),
              noneAfter("SIGTERM", "TERM"),
              noneAfter("SIGKILL of the parent", "KILL"))
          .whatChanges(
              """
              Each child belongs to a fork and each fork to a scope, so there is no list of children
              to keep: an exception, an interrupt or the end of the work ends all of them at once.
              """)
          .keepTheClassicWhen(
              """
              The children outlive the method that starts them. Then no block surrounds their life,
              and a list with a shutdown hook is what is left.
              """)
          .watchOutFor(
              """
              SIGKILL runs no hook and no finally. Only the children themselves can see it, by the end
              of a pipe: a plain sleep reads none and lives on. And list a tree before you kill it:
              the orphans of a dead process are no descendants any more.
              """)
          .classic(() -> new KillChildrenClassic(), FILES)
          .modern(() -> new KillChildrenModern(), FILES)
          .build();

  private KillChildrenRecipe() {}

  private static Claim noneAfter(String way, String subject) {
    return new Claim("no child is alive after " + way, (in, run) -> judge(in, run, subject));
  }

  private static Evidence judge(Arguments in, Run run, String subject) {
    List<String> before = List.of(2 * in.get(CHILDREN) + " alive before");
    List<String> seen = run.saidBy(subject);
    boolean ignored = seen.equals(List.of(before.getFirst(), Endings.IGNORED));
    boolean holds = ignored || seen.equals(List.of(before.getFirst(), "0 alive after"));
    return new Evidence(holds, String.join(", ", seen));
  }
}
