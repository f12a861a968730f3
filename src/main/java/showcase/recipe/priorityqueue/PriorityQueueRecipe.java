package showcase.recipe.priorityqueue;

import static java.util.Comparator.reverseOrder;
import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Actor;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;

/** A queue that gives out its most urgent item first, and lets takers wait while it is empty. */
public final class PriorityQueueRecipe {
  static final Parameter PRODUCERS = new Parameter("producers", 3, 1, 100, "threads that put");
  static final Parameter CONSUMERS = new Parameter("consumers", 2, 1, 100, "threads that take");
  static final Parameter ITEMS =
      new Parameter("items", 100, 1, 10_000, "items that each producer puts");

  /** How often a situation is posed in which threads have to meet at the right moment. */
  private static final int ROUNDS = 20;

  /** What holds of a take that is interrupted. */
  private static final String NOT_TAKEN = "it has taken no item";

  /** How many waiting takers come too late. */
  private static final int LATE = 3;

  public static final Recipe<UrgentQueue<String>> RECIPE =
      Recipe.<UrgentQueue<String>>recipe(
              13,
              "priority-queue",
              "The most urgent first",
              "Thread-safe priority queue",
              UrgentQueue.class)
          .topic(Topic.QUEUES)
          .problem(
              """
              Threads put items with a priority, and other threads take them. A take returns the
              item with the highest priority, and among equal priorities the one that was put
              first. While the queue is empty a take waits: until an item is put, or until its
              thread is interrupted.
              """)
          .python(
              "a heap and a Condition: 0.67, 0.53, 0.21, wait..., consumer put value, 0.09, wait...")
          .parameters(PRODUCERS, CONSUMERS, ITEMS)
          .classic(() -> new PriorityQueueClassic<>())
          .modern(() -> new PriorityQueueModern<>())
          .situations(PriorityQueueRecipe::situations)
          .timed(
              "100 puts, then 100 takes",
              queue -> {
                for (int i = 0; i < 100; i++) {
                  queue.put("item", i % 10);
                }
                String last = null;
                for (int i = 0; i < 100; i++) {
                  last = queue.take();
                }
                return last;
              })
          .whatChanges(
              """
              The JDK's PriorityBlockingQueue has the heap, the lock and the condition. It does
              not define an order among equals (its Javadoc), so both editions number their
              entries. Neither edition owns a thread: the same queue serves platform threads and
              virtual threads.
              """)
          .keepTheClassicWhen(
              """
              The queue needs what PriorityBlockingQueue does not offer: a bound, priorities that
              change, or a take that waits for one particular item.
              """)
          .watchOutFor(
              """
              The queue has no bound, so a put never waits: producers that are faster than the
              consumers fill the memory. An item of low priority can wait for as long as more
              urgent ones keep coming. And a comparator that negates priorities puts
              Integer.MIN_VALUE first: its negative is itself (JLS 15.15.4).
              """)
          .seeAlso("producer-consumer", "monitor")
          .build();

  private PriorityQueueRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<UrgentQueue<String>, ?>> situations() {
    return List.of(
        situation("three items, a fourth when the queue is empty", PriorityQueueRecipe::scene)
            .claim(
                "the most urgent comes first",
                (in, seen) -> equal(List.of("0.67", "0.53", "0.21"), seen.before))
            .claim(
                "a take from the empty queue waits",
                (in, seen) -> equal(Thread.State.WAITING, seen.state))
            .claim(
                "it returns what is put then",
                (in, seen) -> equal("returned 0.09", seen.last.toString())),
        situation("items of equal priority", PriorityQueueRecipe::ties)
            .claim(
                "they come in the order in which they were put",
                (in, seen) -> equal(seen.expected, seen.taken)),
        situation("the least and the greatest priority", PriorityQueueRecipe::extremes)
            .claim(
                "the greatest comes first, and the least last",
                (in, seen) -> equal(seen.expected, seen.taken)),
        situation("many producers and consumers", PriorityQueueRecipe::many)
            .claim(
                "no item is lost, and none is taken twice",
                (in, seen) -> equal(seen.put, seen.taken()))
            .claim(
                "a consumer gets items of one producer and priority in their order",
                (in, seen) -> that(seen.ordered(), seen.put.size() + " items")),
        situation("other threads take items first", PriorityQueueRecipe::tooLate)
            .claim("a taker that comes too late keeps waiting", (in, seen) -> allFine(seen)),
        situation("two takers wait, and two items are put", PriorityQueueRecipe::twoAndTwo)
            .claim("each taker gets one", (in, seen) -> allFine(seen)),
        situation("a taker is interrupted as an item is put", PriorityQueueRecipe::crossing)
            .claim("the item is not lost: a taker gets it", (in, seen) -> allFine(seen)),
        situation("null is put", PriorityQueueRecipe::nothing)
            .claim(
                "NullPointerException",
                (in, seen) -> that(seen.put.threw(NullPointerException.class), seen.put.toString()))
            .claim(
                "the queue is unchanged",
                (in, seen) -> equal("returned next", seen.next.toString())),
        interruptedBefore(NOT_TAKEN, PriorityQueueRecipe::takeWhatIsThere),
        interruptedWhile("it waits for an item", NOT_TAKEN, PriorityQueueRecipe::takeWhatComes));
  }

  private static void takeWhatIsThere(UrgentQueue<String> queue, Interruption interruption)
      throws Exception {
    queue.put("an item", 1);
    interruption.call(queue::take, () -> missing(queue, interruption.stage()));
  }

  private static void takeWhatComes(UrgentQueue<String> queue, Interruption interruption)
      throws Exception {
    interruption.call(
        queue::take,
        () -> {
          queue.put("an item", 1);
          return missing(queue, interruption.stage());
        });
  }

  /** How many items another thread misses: 0 if it gets the one that was put. */
  private static int missing(UrgentQueue<String> queue, Stage stage) throws InterruptedException {
    return stage.actor("next", queue::take).end() instanceof Outcome.Returned<String> ? 0 : 1;
  }

  /**
   * The cheat sheet's scene.
   *
   * @param before what was taken while there were items
   * @param state the state of the taker's thread when there were none
   * @param last how the last take ended
   */
  private record Scene(List<String> before, Thread.State state, Outcome<String> last) {}

  private static Scene scene(UrgentQueue<String> queue, Stage stage) throws InterruptedException {
    queue.put("0.53", 53);
    queue.put("0.21", 21);
    queue.put("0.67", 67);
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      before.add(queue.take());
      stage.say("taker", "takes " + before.getLast());
    }
    Actor<String> taker =
        stage.actor("taker", () -> stage.does("taker", "waits for an item", queue::take));
    Thread.State state = taker.seenIn(Thread.State.WAITING);
    stage.say("taker", state == Thread.State.WAITING ? "waits" : "does not wait");
    stage.say("producer", "puts 0.09");
    queue.put("0.09", 9);
    Outcome<String> last = taker.end();
    stage.say("taker", last);
    return new Scene(before, state, last);
  }

  /** What was taken, and what should have been. */
  private record Taken(List<String> expected, List<String> taken) {}

  /** Enough items that a heap, which keeps no order among equals, mixes them up. */
  private static Taken ties(UrgentQueue<String> queue, Stage stage) throws InterruptedException {
    List<String> names = IntStream.range(0, 30).mapToObj(i -> "item " + i).toList();
    for (int i = 0; i < names.size(); i++) {
      queue.put(names.get(i), i % 3);
    }
    List<String> expected =
        Stream.of(2, 1, 0)
            .flatMap(rest -> IntStream.range(0, 30).filter(i -> i % 3 == rest).mapToObj(names::get))
            .toList();
    return new Taken(expected, takeAll(queue, names.size()));
  }

  private static Taken extremes(UrgentQueue<String> queue, Stage stage)
      throws InterruptedException {
    List<Integer> priorities = List.of(0, Integer.MIN_VALUE, 1, Integer.MAX_VALUE, -1);
    for (int priority : priorities) {
      queue.put(String.valueOf(priority), priority);
    }
    List<String> expected =
        priorities.stream().sorted(reverseOrder()).map(String::valueOf).toList();
    return new Taken(expected, takeAll(queue, priorities.size()));
  }

  private static List<String> takeAll(UrgentQueue<String> queue, int count)
      throws InterruptedException {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(queue.take());
    }
    return taken;
  }

  /**
   * What went through the queue.
   *
   * @param put everything that was put, sorted
   * @param received what each consumer took, in its order
   */
  private record Traffic(List<String> put, List<List<String>> received) {
    List<String> taken() {
      return received.stream().flatMap(Collection::stream).sorted().toList();
    }

    /** Whether no consumer got an item after a later one of the same producer and priority. */
    boolean ordered() {
      return received.stream().allMatch(Traffic::ordered);
    }

    private static boolean ordered(List<String> items) {
      Map<String, Integer> last = new HashMap<>();
      for (String item : items) {
        String[] parts = item.split(" ");
        int number = Integer.parseInt(parts[1]);
        Integer before = last.put(parts[0] + " at priority " + priority(number), number);
        if (before != null && before > number) {
          return false;
        }
      }
      return true;
    }
  }

  private static String name(int producer, int number) {
    return "producer-%d %d".formatted(producer, number);
  }

  private static int priority(int number) {
    return number % 3;
  }

  private static Traffic many(UrgentQueue<String> queue, Stage stage) throws InterruptedException {
    int producers = stage.get(PRODUCERS);
    int consumers = stage.get(CONSUMERS);
    int items = stage.get(ITEMS);
    var start = new CyclicBarrier(producers + consumers);
    var toTake = new AtomicInteger(producers * items);
    List<Actor<List<String>>> actors = new ArrayList<>();
    for (int id = 0; id < producers; id++) {
      int producer = id;
      actors.add(
          stage.actor(
              "producer-" + id,
              () -> {
                meet(start, stage);
                for (int number = 0; number < items; number++) {
                  queue.put(name(producer, number), priority(number));
                }
                return List.of();
              }));
    }
    for (int id = 0; id < consumers; id++) {
      actors.add(
          stage.actor(
              "consumer-" + id,
              () -> {
                meet(start, stage);
                List<String> received = new ArrayList<>();
                while (toTake.getAndDecrement() > 0) {
                  received.add(queue.take());
                }
                return received;
              }));
    }
    List<List<String>> received = new ArrayList<>();
    for (Actor<List<String>> actor : actors) {
      if (actor.end() instanceof Outcome.Returned<List<String>>(List<String> value)) {
        received.add(value);
      }
    }
    List<String> put =
        IntStream.range(0, producers)
            .boxed()
            .flatMap(p -> IntStream.range(0, items).mapToObj(i -> name(p, i)))
            .sorted()
            .toList();
    return new Traffic(put, received);
  }

  private static void meet(CyclicBarrier barrier, Stage stage) throws Exception {
    barrier.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A round of a situation that is posed often. */
  private record Round(boolean fine, String seen) {}

  private static Evidence allFine(List<Round> rounds) {
    return rounds.stream()
        .filter(round -> !round.fine)
        .findFirst()
        .map(round -> that(false, "%s in round %d".formatted(round.seen, rounds.size())))
        .orElseGet(() -> that(true, "that in each of %d rounds".formatted(rounds.size())));
  }

  private interface Posing {
    Round pose() throws Exception;
  }

  private static List<Round> rounds(Posing posing) throws Exception {
    List<Round> rounds = new ArrayList<>();
    while (rounds.size() < ROUNDS && (rounds.isEmpty() || rounds.getLast().fine)) {
      rounds.add(posing.pose());
    }
    return rounds;
  }

  /**
   * Three takers wait. Another thread puts three items and takes as many itself: usually before the
   * takers that its puts woke run again.
   */
  private static List<Round> tooLate(UrgentQueue<String> queue, Stage stage) throws Exception {
    return rounds(() -> {
      List<Actor<String>> actors = new ArrayList<>();
      for (int i = 0; i < LATE; i++) {
        actors.add(stage.actor("late-" + i, queue::take));
        actors.getLast().seenWaiting();
      }
      Actor<String> hurries = stage.actor("hurries", () -> putAndTakeAll(queue));
      actors.add(hurries);
      hurries.seenWaiting(); // or it has ended
      for (int i = 0; i < LATE; i++) {
        queue.put("an item", 1); // now there is one for each
      }
      List<String> ends = new ArrayList<>();
      for (Actor<String> actor : actors) {
        ends.add(actor.end().toString());
      }
      boolean fine = ends.equals(Collections.nCopies(LATE + 1, "returned an item"));
      return new Round(fine, ends.toString());
    });
  }

  private static String putAndTakeAll(UrgentQueue<String> queue) throws InterruptedException {
    for (int i = 0; i < LATE; i++) {
      queue.put("an item", 1);
    }
    String last = null;
    for (int i = 0; i < LATE; i++) {
      last = queue.take();
    }
    return last;
  }

  private static List<Round> twoAndTwo(UrgentQueue<String> queue, Stage stage) throws Exception {
    return rounds(() -> {
      Actor<String> one = stage.actor("one", queue::take);
      one.seenWaiting();
      Actor<String> other = stage.actor("other", queue::take);
      other.seenWaiting();
      queue.put("an item", 1);
      queue.put("another", 1);
      return both(one, other, "an item", "another");
    });
  }

  /** Fine if one of them got one item and the other got the other. */
  private static Round both(Actor<String> one, Actor<String> other, String item, String another)
      throws InterruptedException {
    String ends = one.end() + " and " + other.end();
    boolean fine =
        ends.equals("returned %s and returned %s".formatted(item, another))
            || ends.equals("returned %s and returned %s".formatted(another, item));
    return new Round(fine, ends);
  }

  /** The interrupt and the signal may meet the same thread; then it must not keep the signal. */
  private static List<Round> crossing(UrgentQueue<String> queue, Stage stage) throws Exception {
    return rounds(() -> {
      Actor<String> first = stage.actor("first", queue::take);
      first.seenWaiting();
      Actor<String> second = stage.actor("second", queue::take);
      second.seenWaiting();
      queue.put("an item", 1);
      first.interrupt();
      boolean firstGotIt = first.end() instanceof Outcome.Returned<String>;
      if (firstGotIt) {
        second.interrupt();
      }
      Outcome<String> secondEnd = second.end();
      boolean fine = firstGotIt != secondEnd instanceof Outcome.Returned<String>;
      return new Round(fine, first.end() + " and " + secondEnd);
    });
  }

  /** What became of a null, and what came after it. */
  private record Nothing(Outcome<Void> put, Outcome<String> next) {}

  private static Nothing nothing(UrgentQueue<String> queue, Stage stage)
      throws InterruptedException {
    Outcome<Void> put =
        Outcome.of(() -> {
          queue.put(null, 2);
          return null;
        });
    queue.put("next", 1);
    return new Nothing(put, stage.actor("taker", queue::take).end());
  }
}
