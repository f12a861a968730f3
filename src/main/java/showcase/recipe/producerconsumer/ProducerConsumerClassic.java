package showcase.recipe.producerconsumer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * Platform threads around {@link BoundedBuffer}, a queue under a lock and two conditions.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run producer-consumer --edition classic}
 *
 * <p>Prefer {@code ArrayBlockingQueue} unless the buffer needs something of its own, and
 * a {@code SynchronousQueue} where every item is to be handed over in person.
 */
final class ProducerConsumerClassic implements Edition {
  private record Item(String name, int n) {}

  private static final Item NO_MORE = new Item("no more", 0);

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    int items = in.get(ProducerConsumerRecipe.ITEMS);
    int producers = in.get(ProducerConsumerRecipe.PRODUCERS);
    int consumers = in.get(ProducerConsumerRecipe.CONSUMERS);
    var exchange =
        new Exchange(
            new BoundedBuffer<>(in.get(ProducerConsumerRecipe.CAPACITY)),
            new CountDownLatch(ProducerConsumerRecipe.bound(in)),
            new AtomicInteger(producers),
            consumers,
            transcript);

    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < consumers; i++) {
      String name = "consumer " + i;
      tasks.add(() -> exchange.consume(name));
    }
    for (int i = 0; i < producers; i++) {
      int id = i;
      tasks.add(() -> exchange.produce(id, items));
    }
    Together.run(tasks);

    // All was taken, so the buffer is empty. Now its only consumer fails.
    try {
      Together.run(List.of(exchange::produceForEver, exchange::consumeBadly));
    } catch (ExecutionException e) {
      transcript.say("the consumer", "failed");
    }
  }

  /** What the threads of one run share. */
  private record Exchange(
      BoundedBuffer<Item> buffer,
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
