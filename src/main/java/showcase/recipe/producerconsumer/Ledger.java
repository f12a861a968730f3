package showcase.recipe.producerconsumer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Stage;
import showcase.recipe.producerconsumer.Handover.Consumer;
import showcase.recipe.producerconsumer.Handover.Producer;

/**
 * Producers and consumers that keep books: what was put and consumed, by which of them, and the
 * most items that were put and not yet consumed at any moment.
 */
final class Ledger {
  private static final long MOMENT_MILLIS = 20;

  /** An item. */
  record Item(int producer, int number) {
    @Override
    public String toString() {
      return producer + "." + number;
    }
  }

  private final CountDownLatch full;
  private final Stage stage;
  private final AtomicInteger put = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicInteger putWhileHeld = new AtomicInteger(-1);
  private final List<Producer<Item>> producers = new ArrayList<>();
  private final List<Consumer<Item>> consumers = new ArrayList<>();
  private final List<List<Item>> received = new ArrayList<>();
  private final List<Item> expected = new ArrayList<>();

  /**
   * @param full how many items can be put while each consumer holds one
   */
  Ledger(int full, Stage stage) {
    this.full = new CountDownLatch(full);
    this.stage = stage;
  }

  /** Adds producers, each of which puts this many items. */
  Ledger producers(int count, int items) {
    for (int id = 0; id < count; id++) {
      int producer = id;
      for (int number = 0; number < items; number++) {
        expected.add(new Item(id, number));
      }
      producers.add(buffer -> {
        for (int number = 0; number < items; number++) {
          buffer.put(new Item(producer, number));
          put.incrementAndGet();
          full.countDown();
        }
      });
    }
    return this;
  }

  /** Adds consumers that do something with each item. */
  Ledger consumers(int count, Consumer<Item> work) {
    for (int id = 0; id < count; id++) {
      List<Item> mine = new ArrayList<>(); // used by the consumer's thread alone
      received.add(mine);
      consumers.add(item -> {
        int between = put.get() - begun.getAndIncrement();
        peak.accumulateAndGet(between, Math::max);
        mine.add(item);
        work.consume(item);
      });
    }
    return this;
  }

  /** Lets an edition run them all. */
  Ledger handOver(Handover edition, int capacity) throws Exception {
    edition.run(producers, consumers, capacity);
    return this;
  }

  /** For a consumer: waits until it is full, and a moment longer, for one item more to come. */
  void holdUntilFull() throws InterruptedException {
    if (putWhileHeld.get() < 0) {
      Stage.Doing holding = stage.does("consumer", "holds an item");
      try {
        full.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
        TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
        putWhileHeld.compareAndSet(-1, put.get()); // before the first of them goes on
      } finally {
        holding.end();
      }
    }
  }

  /** How many items had been put while all consumers held one. */
  int putWhileHeld() {
    return putWhileHeld.get();
  }

  /** The most items that had been put, and not begun to be consumed. */
  int peak() {
    return peak.get();
  }

  /** Everything that was put, sorted. */
  List<Item> expected() {
    return sorted(expected);
  }

  /** Everything that was consumed, sorted. */
  List<Item> consumed() {
    return sorted(received.stream().flatMap(Collection::stream).toList());
  }

  /** Whether no consumer got an item of a producer after a later one of the same producer. */
  boolean inOrder() {
    for (List<Item> items : received) {
      Map<Integer, Integer> last = new HashMap<>();
      for (Item item : items) {
        Integer before = last.put(item.producer(), item.number());
        if (before != null && before > item.number()) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Item> sorted(List<Item> items) {
    return items.stream()
        .sorted(Comparator.comparingInt(Item::producer).thenComparingInt(Item::number))
        .toList();
  }
}
