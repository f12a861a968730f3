package showcase.recipe.producerconsumer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * Virtual threads around the JDK's {@code ArrayBlockingQueue},
 * inside a scope that stops them.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run producer-consumer --edition modern}
 *
 * <p>Prefer a fork for each item where items need no order and no bound: the scope then
 * hands the results back, and there is no queue and no end marker.
 */
final class ProducerConsumerModern implements Edition {
  private record Item(String name, int n) {}

  private static final Item NO_MORE = new Item("no more", 0);

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int items = in.get(ProducerConsumerRecipe.ITEMS);
    int producers = in.get(ProducerConsumerRecipe.PRODUCERS);
    int consumers = in.get(ProducerConsumerRecipe.CONSUMERS);
    var exchange =
        new Exchange(
            new ArrayBlockingQueue<>(in.get(ProducerConsumerRecipe.CAPACITY)),
            new CountDownLatch(ProducerConsumerRecipe.bound(in)),
            new AtomicInteger(producers),
            consumers,
            transcript);

    // One scope for all of them: the first failure, or an
    // interrupt, interrupts the others.
    try (var scope = StructuredTaskScope.open()) {
      for (int i = 0; i < consumers; i++) {
        String name = "consumer " + i;
        scope.fork(() -> exchange.consume(name));
      }
      for (int i = 0; i < producers; i++) {
        int id = i;
        scope.fork(() -> exchange.produce(id, items));
      }
      scope.join();
    }

    // All was taken, so the buffer is empty. Now its only consumer fails.
    try (var scope = StructuredTaskScope.open()) {
      scope.fork(exchange::produceForEver);
      scope.fork(exchange::consumeBadly);
      scope.join();
    } catch (StructuredTaskScope.FailedException e) {
      transcript.say("the consumer", "failed");
    }
  }

  /** What the threads of one run share. */
  private record Exchange(
      BlockingQueue<Item> buffer,
      CountDownLatch full,
      AtomicInteger producing,
      int consumers,
      Transcript transcript) {

    Void produce(int id, int items) throws InterruptedException {
      for (int number = 0; number < items; number++) {
        var item = new Item(id + "." + number, ProducerConsumerRecipe.n(number));
        buffer.put(item);
        transcript.say(item.name(), "is put");
        full.countDown();
      }
      // Only when all has been put is there no more; each consumer takes one such marker.
      boolean last = producing.decrementAndGet() == 0;
      for (int i = 0; last && i < consumers; i++) {
        buffer.put(NO_MORE);
      }
      return null;
    }

    Void consume(String name) throws InterruptedException {
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
          buffer.put(NO_MORE);
        }
      } finally {
        transcript.say("its producer", "ends");
      }
    }

    Void consumeBadly() throws InterruptedException {
      throw new IllegalStateException("cannot consume " + buffer.take().name());
    }
  }
}
