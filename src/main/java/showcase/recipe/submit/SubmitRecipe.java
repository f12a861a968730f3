package showcase.recipe.submit;

import static showcase.catalogue.Recipe.recipe;

import java.util.List;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.engine.Fib;

/** Hands tasks over to be computed elsewhere, and asks for their results later. */
public final class SubmitRecipe {
  static final Parameter FIRST = new Parameter("first", 30, 1, 35, "n of the first fib(n)");
  static final Parameter TASKS = new Parameter("tasks", 3, 1, 8, "how many n, one after the other");

  public static final Recipe RECIPE =
      recipe(20, "submit", "How to use ThreadPoolExecutor?")
          .problem(
              """
              Compute fib(30), fib(31) and fib(32) in the background, each as a task of its own, and
              collect the results in the order in which the tasks were handed over.
              """)
          .python("three threads in a pool: [832040, 1346269, 2178309]")
          .parameters(FIRST, TASKS)
          .claims(
              new Claim(
                  "every task gave its result",
                  (in, run) -> Evidence.equal(in.get(TASKS), run.lines().size())),
              new Claim(
                  "the results are right, and in the order of the tasks",
                  (in, run) -> {
                    List<String> results = run.lines().stream().map(line -> line.text()).toList();
                    return Evidence.equal(expected(in), results);
                  }))
          .whatChanges(
              """
              The pool and its size are gone: a scope makes a thread for each fork, and leaving the
              block is what ended the pool. After join, get neither blocks nor throws what is
              checked.
              """)
          .keepTheClassicWhen(
              """
              The tasks compute, as here, and there are many: a fixed pool of as many threads as
              processors keeps them from crowding. Or when they outlive the method that submits them.
              """)
          .watchOutFor(
              """
              A Future that nobody asks keeps its exception to itself. A Subtask asked before join
              throws IllegalStateException.
              """)
          .classic(() -> new SubmitClassic())
          .modern(() -> new SubmitModern())
          .build();

  private SubmitRecipe() {}

  /** By addition, not by the recursion that the editions use. */
  private static List<String> expected(Arguments in) {
    return IntStream.range(in.get(FIRST), in.get(FIRST) + in.get(TASKS))
        .mapToLong(Fib::byAddition)
        .mapToObj(Long::toString)
        .toList();
  }
}
