package showcase.recipe.producerconsumer;

import static showcase.catalogue.Recipe.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.engine.Fib;

/** Hands work from those who find it to those who do it, through a buffer with a bound. */
public final class ProducerConsumerRecipe {
  static final Parameter PRODUCERS = new Parameter("producers", 2, 1, 100, "tasks that put");
  static final Parameter CONSUMERS = new Parameter("consumers", 2, 1, 100, "tasks that take");
  static final Parameter ITEMS = new Parameter("items", 5, 1, 1_000, "items of each producer");
  static final Parameter CAPACITY =
      new Parameter("capacity", 3, 1, 10_000, "the most items that the buffer holds");

  private static final int LEAST_N = 10;
  private static final int DIFFERENT_N = 15;
  private static final String GETS = "gets ";

  public static final Recipe RECIPE =
      recipe(4, "producer-consumer", "Consumer and Producer")
          .problem(
              """
              Producers put numbers n into a buffer, consumers take them and compute fib(n). The
              buffer has a bound, so a producer that is too fast waits. When all has been put, an
              end marker for each consumer tells it so. Then a consumer fails, and its producer must
              not wait for ever in front of a full buffer.
              """)
          .python("an unbounded Queue, one producer, one consumer: fib(35), again and again")
          .parameters(PRODUCERS, CONSUMERS, ITEMS, CAPACITY)
          .claims(
              new Claim(
                  "every item was consumed exactly once, with the right result",
                  (in, run) -> Evidence.equal(everything(in), consumed(run))),
              new Claim(
                  "each consumer got each producer's items in the order they were put",
                  (in, run) -> inOrder(run)),
              new Claim(
                  "the buffer was full, and never fuller than its bound",
                  (in, run) -> Evidence.equal(bound(in), run.peak("is put", "asks"))),
              new Claim(
                  "every consumer was told the end once, and stopped",
                  (in, run) -> Evidence.equal(in.get(CONSUMERS), run.count("stops"))),
              new Claim(
                  "a consumer that fails leaves no producer waiting: it ended before the failure was heard of",
                  (in, run) ->
                      new Evidence(
                          run.count("failed") == 1
                              && run.count("ends") == 1
                              && run.indexOf("its producer", "ends")
                                  < run.indexOf("the consumer", "failed"),
                          "its producer " + run.saidBy("its producer"))))
          .whatChanges(
              """
              The lock and its two conditions are the JDK's ArrayBlockingQueue, and waiting in it
              costs no kernel thread. Producer and consumer are forks of one scope: when one fails
              the other is interrupted, without knowing it.
              """)
          .keepTheClassicWhen(
              """
              The buffer has rules that no queue of the JDK has, such as dropping the oldest item
              when it is full. Consumers that only compute are better off on as many platform
              threads as there are processors.
              """)
          .watchOutFor(
              """
              A queue without a bound hides a consumer that is too slow until the memory is full. One
              end marker for several consumers stops one of them only.
              """)
          .classic(() -> new ProducerConsumerClassic(), "BoundedBuffer.java", "Together.java")
          .modern(() -> new ProducerConsumerModern())
          .build();

  private ProducerConsumerRecipe() {}

  /** What a producer's item of this number asks for. */
  static int n(int number) {
    return LEAST_N + number % DIFFERENT_N;
  }

  /** As many items as are in the buffer before the first is taken. */
  static int bound(Arguments in) {
    return Math.min(in.get(CAPACITY), in.get(PRODUCERS) * in.get(ITEMS));
  }

  private static List<String> everything(Arguments in) {
    List<String> all = new ArrayList<>();
    for (int producer = 0; producer < in.get(PRODUCERS); producer++) {
      for (int number = 0; number < in.get(ITEMS); number++) {
        all.add("%s%d.%d: %d".formatted(GETS, producer, number, Fib.byAddition(n(number))));
      }
    }
    return all.stream().sorted().toList();
  }

  private static List<String> consumed(Run run) {
    return gets(run).stream().map(Line::text).sorted().toList();
  }

  private static List<Line> gets(Run run) {
    return run.lines().stream().filter(line -> line.text().startsWith(GETS)).toList();
  }

  /** The buffer keeps the order, and a consumer takes one after the other. */
  private static Evidence inOrder(Run run) {
    Map<String, Integer> last = new HashMap<>();
    for (Line line : gets(run)) {
      String item = line.text().substring(GETS.length(), line.text().indexOf(':'));
      int dot = item.indexOf('.');
      int number = Integer.parseInt(item.substring(dot + 1));
      Integer before = last.put(line.subject() + " from " + item.substring(0, dot), number);
      if (before != null && before > number) {
        return new Evidence(false, "%s got %s too late".formatted(line.subject(), item));
      }
    }
    return new Evidence(true, "looked at %d items".formatted(gets(run).size()));
  }
}
