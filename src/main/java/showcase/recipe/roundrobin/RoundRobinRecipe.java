package showcase.recipe.roundrobin;

import static showcase.catalogue.Recipe.recipe;

import java.util.ArrayList;
import java.util.List;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.engine.Fib;

/** Lets several generators take turns, one value each. */
public final class RoundRobinRecipe {
  static final Parameter FIRST = new Parameter("first", 5, 1, 30, "values of the first generator");
  static final Parameter SECOND =
      new Parameter("second", 3, 1, 30, "values of the second generator");

  public static final Recipe RECIPE =
      recipe(17, "round-robin", "Simple round-robin scheduler")
          .problem(
              """
              One generator gives fib(1) to fib(5), another fib(1) to fib(3). A queue holds both: the
              one in front gives a value and goes to the back, or says that it is done. At the end
              a generator is left in the middle, and nothing of it stays.
              """)
          .python("1 1 1 1 2 2 3 done 5 done")
          .parameters(FIRST, SECOND)
          .claims(
              new Claim(
                  "the generators take turns, and each ends when its values do",
                  (in, run) -> Evidence.equal(turns(in), run.saidBy(""))),
              new Claim(
                  "a generator that is left in the middle has computed no further",
                  (in, run) -> Evidence.equal(List.of("after 1 value"), run.saidBy("left"))))
          .whatChanges(
              """
              An iterator keeps its place in fields and comes back from every call. A generator on a
              thread of its own keeps its place on its stack: the loop is written as a loop.
              """)
          .keepTheClassicWhen(
              """
              The state between two values is a number or two. An iterator needs no thread and no
              hand-over, and cannot be left open.
              """)
          .watchOutFor(
              """
              A generator that nobody finishes is a thread that waits for ever. It has to be closed,
              by try-with-resources if by anything.
              """)
          .classic(() -> new RoundRobinClassic())
          .modern(() -> new RoundRobinModern(), "Generator.java")
          .build();

  private RoundRobinRecipe() {}

  /** Round by round: whoever still has a value gives it, whoever has not is done and drops out. */
  private static List<String> turns(Arguments in) {
    List<String> turns = new ArrayList<>();
    int longest = Math.max(in.get(FIRST), in.get(SECOND));
    for (int round = 1; round <= longest + 1; round++) {
      for (int values : List.of(in.get(FIRST), in.get(SECOND))) {
        if (round <= values) {
          turns.add(Long.toString(Fib.of(round)));
        } else if (round == values + 1) {
          turns.add("done");
        }
      }
    }
    return turns;
  }
}
