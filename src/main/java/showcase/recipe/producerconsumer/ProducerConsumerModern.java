package showcase.recipe.producerconsumer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * Virtual threads around {@code ArrayBlockingQueue}, inside a scope that stops them.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run producer-consumer --edition modern}
 *
 * <p>Prefer a fork for each item if neither order nor bound matters: it needs no queue.
 */
final class ProducerConsumerModern implements Edition {
  private record Item(String name, int n) {}

  private static final Item NO_MORE = new Item("no more", 0);

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int producers = in.get(ProducerConsumerRecipe.PRODUCERS);
    int consumers = in.get(ProducerConsumerRecipe.CONSUMERS);
    var buffer = new ArrayBlockingQueue<Item>(in.get(ProducerConsumerRecipe.CAPACITY));
    var full = new CountDownLatch(ProducerConsumerRecipe.bound(in));
    var market = new Market(in, buffer, full, new AtomicInteger(producers), transcript);

    // One scope for all: the first failure, or an interrupt, interrupts the others.
    try (var scope = StructuredTaskScope.open()) {
      IntStream.range(0, consumers).forEach(id -> scope.fork(() -> market.consume(id)));
      IntStream.range(0, producers).forEach(id -> scope.fork(() -> market.produce(id)));
      scope.join();
    }

    // All was taken, so the buffer is empty. Now its only consumer fails.
    try (var scope = StructuredTaskScope.open()) {
      scope.fork(market::produceForEver);
      scope.fork(() -> market.consume(consumers));
      scope.join();
    } catch (StructuredTaskScope.FailedException e) {
      transcript.say("the consumer", "failed");
    }
  }

  /** What the threads of one run share. */
  private record Market(
      Arguments in, ArrayBlockingQueue<Item> buffer, CountDownLatch full,
      AtomicInteger producing, Transcript transcript) {

    Void produce(int id) throws InterruptedException {
      for (int number = 0; number < in.get(ProducerConsumerRecipe.ITEMS); number++) {
        var item = new Item(id + "." + number, ProducerConsumerRecipe.n(number));
        buffer.put(item);
        transcript.say(item.name(), "is put");
        full.countDown();
      }
      // Only when all has been put is there no more; each consumer takes one such marker.
      boolean last = producing.decrementAndGet() == 0;
      for (int i = 0; last && i < in.get(ProducerConsumerRecipe.CONSUMERS); i++) {
        buffer.put(NO_MORE);
      }
      return null;
    }

    Void consume(int id) throws InterruptedException {
      String name = "consumer " + id;
      full.await(); // begin when the buffer is full, to see that it holds no more
      transcript.say(name, "asks");
      for (Item item = buffer.take(); item != NO_MORE; item = buffer.take()) {
        long result = Fib.interruptibly(item.n());
        transcript.say(name, "gets %s: %d".formatted(item.name(), result));
        transcript.say(name, "asks");
      }
      transcript.say(name, "stops");
      return null;
    }

    Void produceForEver() throws InterruptedException {
      try {
        while (true) {
          buffer.put(new Item("bad", 0)); // there is no fib(0): whoever takes it fails
        }
      } finally {
        transcript.say("its producer", "ends");
      }
    }
  }
}
