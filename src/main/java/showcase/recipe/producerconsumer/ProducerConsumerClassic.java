package showcase.recipe.producerconsumer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
    int producers = in.get(ProducerConsumerRecipe.PRODUCERS);
    int consumers = in.get(ProducerConsumerRecipe.CONSUMERS);
    var buffer = new BoundedBuffer<Item>(in.get(ProducerConsumerRecipe.CAPACITY));
    var full = new CountDownLatch(ProducerConsumerRecipe.bound(in));
    var market = new Market(in, buffer, full, new AtomicInteger(producers), transcript);

    List<Callable<Void>> tasks = new ArrayList<>();
    IntStream.range(0, consumers).forEach(id -> tasks.add(() -> market.consume(id)));
    IntStream.range(0, producers).forEach(id -> tasks.add(() -> market.produce(id)));
    Together.run(tasks);

    // All was taken, so the buffer is empty. Now its only consumer fails.
    try {
      Together.run(List.of(market::produceForEver, () -> market.consume(consumers)));
    } catch (ExecutionException e) {
      transcript.say("the consumer", "failed");
    }
  }

  /** What the threads of one run share. */
  private record Market(
      Arguments in, BoundedBuffer<Item> buffer, CountDownLatch full,
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
