package showcase.recipe.priorityqueue;

import static showcase.catalogue.Recipe.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** A queue that gives the most urgent item first, and makes its takers wait while it is empty. */
public final class PriorityQueueRecipe {
  static final Parameter PRODUCERS = new Parameter("producers", 3, 1, 100, "tasks that put");
  static final Parameter CONSUMERS = new Parameter("consumers", 2, 1, 100, "tasks that take");
  static final Parameter ITEMS = new Parameter("items", 10, 1, 10_000, "items of each producer");

  /** What the first part puts, in this order, each with its priority. */
  static final Map<String, Integer> LETTERS = letters();

  private static final List<String> IN_ORDER = List.of("b", "d", "c", "f", "a", "e");

  public static final Recipe RECIPE =
      recipe(13, "priority-queue", "Thread-safe priority queue")
          .problem(
              """
              Items have priorities. A take gives the item of the highest priority, and among equals
              the one that was put first. While the queue is empty it waits: a put wakes it, an
              interrupt ends it. Many may put and take at once, and nothing is lost or given twice.
              """)
          .python(
              "a heap under a Condition: 0.66, 0.53, 0.21, wait..., then what was put meanwhile")
          .parameters(PRODUCERS, CONSUMERS, ITEMS)
          .claims(
              new Claim(
                  "the highest priority first, first in first out among equals",
                  (in, run) -> Evidence.equal(IN_ORDER, run.saidBy("takes"))),
              new Claim(
                  "a take of the empty queue waits for a put",
                  (in, run) ->
                      new Evidence(
                          run.indexOf("main", "puts late") >= 0
                              && run.indexOf("main", "puts late")
                                  < run.indexOf("taker", "gets late"),
                          "taker: " + run.saidBy("taker"))),
              new Claim(
                  "an interrupt ends a take",
                  (in, run) -> Evidence.equal(1, run.count("is interrupted"))),
              new Claim(
                  "nothing is lost or given twice",
                  (in, run) -> Evidence.equal(everything(in), given(run))))
          .whatChanges(
              """
              The lock and the condition went into a queue of the JDK. It breaks ties in any order,
              so a sequence number beside each item brings back first in, first out.
              """)
          .keepTheClassicWhen(
              """
              The queue needs what PriorityBlockingQueue lacks: a bound, priorities that change, or a
              take that waits for one item in particular.
              """)
          .watchOutFor(
              """
              The queue has no bound, so a put never waits: producers that are faster than the
              consumers fill the memory. A low priority can wait for ever behind high ones.
              """)
          .classic(() -> new PriorityQueueClassic(), "HeapQueue.java")
          .modern(() -> new PriorityQueueModern(), "SequencedQueue.java")
          .build();

  private PriorityQueueRecipe() {}

  private static List<Integer> everything(Arguments in) {
    return IntStream.range(0, in.get(PRODUCERS) * in.get(ITEMS)).boxed().toList();
  }

  private static List<Integer> given(Run run) {
    return run.whoSaid("is taken").stream().map(Integer::valueOf).sorted().toList();
  }

  private static Map<String, Integer> letters() {
    var letters = new LinkedHashMap<String, Integer>(); // keeps the order of arrival
    letters.put("a", 1);
    letters.put("b", 3);
    letters.put("c", 2);
    letters.put("d", 3);
    letters.put("e", 1);
    letters.put("f", 2);
    return letters;
  }
}
