package showcase.recipe.poolexecutor;

import static showcase.catalogue.Recipe.recipe;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.engine.Fib;

/** Maps a function over items in the background, and takes the results as they are needed. */
public final class PoolExecutorRecipe {
  static final Parameter ITEMS = new Parameter("items", 5, 2, 20, "fib(1) to fib(items), lazily");
  static final Parameter N = new Parameter("n", 38, 1, 45, "n of the two fib(n) that are timed");

  public static final Recipe RECIPE =
      recipe(19, "pool-executor", "PoolExecutor")
          .problem(
              """
              Map fib over 1 to 5 in the background, and take the results in their order, each as soon
              as it is there: nobody waits for the last to get the first. Then compute fib(n) twice at
              once, on two threads and on two processes.
              """)
          .python("map with 3 threads: 1 1 2 3 5; two fib(35): threads 12.55 s, processes 5.54 s")
          .parameters(ITEMS, N)
          .claims(
              new Claim(
                  "the values are right, and in order",
                  (in, run) ->
                      Evidence.equal(
                          numbers(in).stream().map(n -> Long.toString(Fib.byAddition(n))).toList(),
                          run.saidBy("takes"))),
              new Claim(
                  "nothing is computed twice",
                  (in, run) ->
                      Evidence.equal(
                          numbers(in),
                          run.whoSaid("is computed").stream()
                              .map(Integer::valueOf)
                              .sorted()
                              .toList())),
              new Claim(
                  "the first result is there before the last is computed",
                  (in, run) -> isLazy(in, run)),
              new Claim(
                  "threads and processes give the same",
                  (in, run) ->
                      Evidence.equal(
                          Collections.nCopies(4, Long.toString(Fib.byAddition(in.get(N)))),
                          List.of("2 threads give", "2 processes give").stream()
                              .flatMap(way -> run.saidBy(way).stream())
                              .toList())))
          .whatChanges(
              """
              No size to choose, and close instead of three calls in a finally. A stream of results
              reads well, but carries no checked exception.
              """)
          .keepTheClassicWhen(
              """
              Many tasks compute: as many threads as processors are enough, and a fixed pool has them.
              """)
          .watchOutFor(
              """
              Python needs processes to compute side by side; Java's threads do that, start a thousand
              times faster, and share memory. A stream that submits and gets in one pipeline runs one
              task after the other.
              """)
          .classic(() -> new PoolExecutorClassic(), "LazyTasks.java", "Race.java")
          .modern(() -> new PoolExecutorModern(), "LazyTasks.java", "Race.java")
          .build();

  private PoolExecutorRecipe() {}

  private static List<Integer> numbers(Arguments in) {
    return IntStream.rangeClosed(1, in.get(ITEMS)).boxed().toList();
  }

  private static Evidence isLazy(Arguments in, Run run) {
    int first = run.indexOf("takes", "1");
    int last = run.indexOf(in.get(ITEMS), "is computed");
    return new Evidence(
        first >= 0 && first < last, "line %d before line %d".formatted(first + 1, last + 1));
  }
}
