package showcase.recipe.priorityqueue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * Virtual threads around {@link SequencedQueue}, the JDK's queue with numbered items.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run priority-queue --edition modern}
 *
 * <p>Prefer an {@code ArrayBlockingQueue} where the order of arrival will do: it has a
 * bound, and a bound is what slows producers down before the memory is full.
 */
final class PriorityQueueModern implements Edition {
  private static final int NO_MORE = -1; // an item, and less urgent than any other

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    // The order: all are put first, then taken one by one.
    var letters = new SequencedQueue<String>();
    PriorityQueueRecipe.LETTERS.forEach(letters::put);
    for (int i = 0; i < PriorityQueueRecipe.LETTERS.size(); i++) {
      transcript.say("takes", letters.take());
    }

    // The queue is empty now. One taker waits for a put, the next for an interrupt.
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      scope.fork(() -> takeOne(letters, transcript));
      transcript.say("main", "puts late");
      letters.put("late", 1);
      scope.join().throwIfFailed();
    }

    // This scope wants one result: with the first, it interrupts whoever still waits.
    try (var scope = new StructuredTaskScope.ShutdownOnSuccess<String>()) {
      scope.fork(() -> takeOne(letters, transcript));
      scope.fork(() -> "enough");
      scope.join().result();
    }

    transferManyItems(in, transcript);
  }

  private static String takeOne(SequencedQueue<String> letters, Transcript transcript)
      throws InterruptedException {
    try {
      String letter = letters.take();
      transcript.say("taker", "gets " + letter);
      return letter;
    } catch (InterruptedException e) {
      transcript.say("taker", "is interrupted");
      throw e;
    }
  }

  private static void transferManyItems(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    var queue = new SequencedQueue<Integer>();
    int items = in.get(PriorityQueueRecipe.ITEMS);
    int consumers = in.get(PriorityQueueRecipe.CONSUMERS);

    try (var consuming = new StructuredTaskScope.ShutdownOnFailure()) {
      IntStream.range(0, consumers)
          .forEach(id -> consuming.fork(() -> consume(queue, transcript)));

      // A scope inside the scope: its end is the moment when all has been put.
      try (var producing = new StructuredTaskScope.ShutdownOnFailure()) {
        for (int id = 0; id < in.get(PriorityQueueRecipe.PRODUCERS); id++) {
          var range = IntStream.range(id * items, (id + 1) * items);
          Runnable task = () -> range.forEach(item -> queue.put(item, item % 3));
          producing.fork(Executors.callable(task));
        }
        producing.join().throwIfFailed();
      }

      // Only now is there no more; each consumer takes one such marker.
      IntStream.range(0, consumers).forEach(id -> queue.put(NO_MORE, NO_MORE));
      consuming.join().throwIfFailed();
    }
  }

  private static Void consume(SequencedQueue<Integer> queue, Transcript transcript)
      throws InterruptedException {
    for (int item = queue.take(); item != NO_MORE; item = queue.take()) {
      transcript.say(item, "is taken");
    }
    return null;
  }
}
