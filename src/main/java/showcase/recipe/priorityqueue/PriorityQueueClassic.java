package showcase.recipe.priorityqueue;

import java.util.ArrayList;
import java.util.List;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * Platform threads around {@link HeapQueue}, a heap under a lock and a condition.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run priority-queue --edition classic}
 *
 * <p>Prefer {@code PriorityBlockingQueue} unless the queue needs something of its own,
 * and a {@code DelayQueue} where urgent means due.
 */
final class PriorityQueueClassic implements Edition {
  private static final int NO_MORE = -1; // an item, and less urgent than any other

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    // The order: all are put first, then taken one by one.
    var letters = new HeapQueue<String>();
    PriorityQueueRecipe.LETTERS.forEach(letters::put);
    for (int i = 0; i < PriorityQueueRecipe.LETTERS.size(); i++) {
      transcript.say("takes", letters.take());
    }

    // The queue is empty now. One taker waits for a put, the next for an interrupt.
    var taker = new Thread(() -> takeOne(letters, transcript), "taker");
    taker.start();
    transcript.say("main", "puts late");
    letters.put("late", 1);
    taker.join();

    var waiting = new Thread(() -> takeOne(letters, transcript), "waiting");
    waiting.start();
    waiting.interrupt();
    waiting.join();

    transferManyItems(in, transcript);
  }

  private static void takeOne(HeapQueue<String> letters, Transcript transcript) {
    try {
      transcript.say("taker", "gets " + letters.take());
    } catch (InterruptedException e) {
      transcript.say("taker", "is interrupted");
      Thread.currentThread().interrupt();
    }
  }

  private static void transferManyItems(Arguments in, Transcript transcript)
      throws InterruptedException {
    var queue = new HeapQueue<Integer>();
    int items = in.get(PriorityQueueRecipe.ITEMS);

    List<Thread> producers = new ArrayList<>();
    for (int id = 0; id < in.get(PriorityQueueRecipe.PRODUCERS); id++) {
      int first = id * items;
      producers.add(new Thread(() -> produce(first, items, queue), "producer-" + id));
    }
    List<Thread> consumers = new ArrayList<>();
    for (int id = 0; id < in.get(PriorityQueueRecipe.CONSUMERS); id++) {
      consumers.add(new Thread(() -> consume(queue, transcript), "consumer-" + id));
    }
    producers.forEach(Thread::start);
    consumers.forEach(Thread::start);

    // Only when all has been put is there no more; each consumer takes one such marker.
    for (Thread producer : producers) {
      producer.join();
    }
    consumers.forEach(consumer -> queue.put(NO_MORE, NO_MORE));
    for (Thread consumer : consumers) {
      consumer.join();
    }
  }

  private static void produce(int first, int items, HeapQueue<Integer> queue) {
    for (int item = first; item < first + items; item++) {
      queue.put(item, item % 3);
    }
  }

  private static void consume(HeapQueue<Integer> queue, Transcript transcript) {
    try {
      for (int item = queue.take(); item != NO_MORE; item = queue.take()) {
        transcript.say(item, "is taken");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
