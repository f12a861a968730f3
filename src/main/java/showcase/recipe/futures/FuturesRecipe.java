package showcase.recipe.futures;

import static showcase.catalogue.Recipe.recipe;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.engine.Fib;

/** Results that come by themselves: to a callback, and in the order in which they are ready. */
public final class FuturesRecipe {
  static final Parameter FIRST = new Parameter("first", 30, 1, 35, "n of the first fib(n)");
  static final Parameter TASKS = new Parameter("tasks", 3, 1, 8, "how many n, one after the other");

  public static final Recipe RECIPE =
      recipe(22, "futures", "Future Object")
          .problem(
              """
              Compute fib(30), fib(31) and fib(32), and be called with each result once. Then see
              the results as they are completed: here the last task is made to end first, and each
              other only when the result of the one after it has been seen.
              """)
          .python("add_done_callback, then as_completed: 832040, 1346269, 2178309 both times")
          .parameters(FIRST, TASKS)
          .claims(
              new Claim(
                  "every result reached the callback, once",
                  (in, run) ->
                      Evidence.equal(
                          expected(in),
                          run.saidBy("callback").stream().map(Long::valueOf).sorted().toList())),
              new Claim(
                  "the results were seen in the order of completion, here the last task first",
                  (in, run) ->
                      Evidence.equal(
                          expected(in).reversed(),
                          run.saidBy("completed").stream().map(Long::valueOf).toList())))
          .whatChanges(
              """
              A stage says what follows, and thenAccept needs no subclass. A scope's own policy sees
              each result in the thread that made it, and may end the rest when it has seen enough.
              """)
          .keepTheClassicWhen(
              """
              One thread should handle the results one by one: an ExecutorCompletionService hands
              them to it in order of completion, with no lock around what the handler touches.
              """)
          .watchOutFor(
              """
              A callback runs in the thread that completes, or at once in the one that registers it,
              and several may run at the same time: keep it short and thread-safe. cancel of a
              CompletableFuture interrupts nobody.
              """)
          .classic(() -> new FuturesClassic())
          .modern(() -> new FuturesModern(), "AsCompleted.java")
          .build();

  private FuturesRecipe() {}

  /** A latch for each task, to be opened when its result has been seen. */
  static List<CountDownLatch> latches(int tasks) {
    return Stream.generate(() -> new CountDownLatch(1)).limit(tasks).toList();
  }

  /** In the order of the tasks, which is that of the values; fib(1) and fib(2) are equal. */
  private static List<Long> expected(Arguments in) {
    return IntStream.range(in.get(FIRST), in.get(FIRST) + in.get(TASKS))
        .mapToObj(Fib::byAddition)
        .toList();
  }
}
