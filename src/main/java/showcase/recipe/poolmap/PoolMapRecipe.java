package showcase.recipe.poolmap;

import static showcase.catalogue.Recipe.recipe;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** Applies a function to every item at the same time, and gives the results in their order. */
public final class PoolMapRecipe {
  static final Parameter ITEMS = new Parameter("items", 5, 0, 1_000, "items to be squared");

  /** The size of the classic edition's pool. */
  static final int WORKERS = 5;

  /** The item whose function fails, among the items from 0 to {@link #WORKERS}. */
  static final int BAD_ITEM = 2;

  public static final Recipe RECIPE =
      recipe(6, "pool-map", "Using multiprocessing ThreadPool")
          .problem(
              """
              Square the numbers from 0 to 4, each in a task of its own, and give the results in the
              order of the numbers, whichever is done first: here each number waits for the next one.
              Then one of five items fails while the others are under way. The caller gets that
              failure, and the others are cancelled.
              """)
          .python("a pool of five threads: [0, 1, 4, 9, 16]")
          .parameters(ITEMS)
          .claims(
              new Claim(
                  "the squares, in the order of the items",
                  (in, run) -> Evidence.equal(List.of(squares(in)), run.saidBy("squares"))),
              new Claim(
                  "although later items were done before earlier ones",
                  (in, run) -> doneBackwards(in, run)),
              new Claim(
                  "of no item there is no result, of one item one",
                  (in, run) ->
                      Evidence.equal(
                          List.of("[]", "[49]"),
                          List.of(
                              String.join("", run.saidBy("of none")),
                              String.join("", run.saidBy("of 7"))))),
              new Claim(
                  "the first failure reaches the caller",
                  (in, run) ->
                      Evidence.equal(
                          List.of("item %d is bad".formatted(BAD_ITEM)), run.saidBy("map fails"))),
              new Claim(
                  "and cancels the rest before he hears of it",
                  (in, run) -> Evidence.equal(allButTheBadOne(), cancelledBeforeTheFailure(run))))
          .whatChanges(
              """
              One map for both cases. A scope's join already throws the first failure and interrupts
              the rest; invokeAll waits for all, failed or not, so the classic edition needs a second
              way to wait. And there is no pool to be sized and shut down.
              """)
          .keepTheClassicWhen(
              """
              The function computes: virtual threads make it no faster, and five threads, or as many
              as processors, are enough. A parallel stream is shorter still.
              """)
          .watchOutFor(
              """
              Cancelling is an interrupt: a function that never waits and never looks goes on to its
              end, and the scope waits for it. Tasks that wait for each other, as here, hang in a
              pool that is too small to run them together.
              """)
          .classic(() -> new PoolMapClassic(), "AllOrNothing.java")
          .modern(() -> new PoolMapModern())
          .build();

  private PoolMapRecipe() {}

  /** An item waits for the next one, unless it is the last of as many as run at once. */
  static boolean waitsForNext(int item, int items) {
    return item + 1 < items && (item + 1) % WORKERS != 0;
  }

  private static String squares(Arguments in) {
    return LongStream.range(0, in.get(ITEMS)).map(x -> x * x).boxed().toList().toString();
  }

  private static Evidence doneBackwards(Arguments in, Run run) {
    List<Integer> order = run.whoSaid("is done").stream().map(Integer::valueOf).toList();
    int[] position = new int[in.get(ITEMS)];
    for (int i = 0; i < order.size() && i < position.length; i++) {
      position[order.get(i)] = i;
    }
    boolean holds =
        order.size() == position.length
            && IntStream.range(0, position.length)
                .filter(item -> waitsForNext(item, position.length))
                .allMatch(item -> position[item] > position[item + 1]);
    return new Evidence(holds, "first " + order.stream().limit(WORKERS).toList());
  }

  private static List<String> allButTheBadOne() {
    return IntStream.range(0, WORKERS)
        .filter(item -> item != BAD_ITEM)
        .mapToObj(Integer::toString)
        .toList();
  }

  private static List<String> cancelledBeforeTheFailure(Run run) {
    return run.lines().stream()
        .takeWhile(line -> !line.subject().equals("map fails"))
        .filter(line -> line.text().equals("is cancelled"))
        .map(Line::subject)
        .sorted()
        .toList();
  }
}
