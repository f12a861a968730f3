package showcase.recipe.producerconsumer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * Platform threads around {@link BoundedBuffer}, a queue under a lock and two conditions.
 *
 * <p>Run it: {@code java --enable-preview -jar showcase.jar run producer-consumer --edition classic}
 *
 * <p>Prefer {@code ArrayBlockingQueue} unless the buffer needs something of its own, and a {@code
 * SynchronousQueue} where every item is to be handed over in person.
 */
final class ProducerConsumerClassic implements Edition {
  private record Item(String name, int n) {}

  private static final Item NO_MORE = new Item("no more", 0);

  @Override
  public void run(Arguments arguments, Transcript transcript)
      throws InterruptedException, ExecutionException {
    int items = arguments.get(ProducerConsumerRecipe.ITEMS);
    int producers = arguments.get(ProducerConsumerRecipe.PRODUCERS);
    int consumers = arguments.get(ProducerConsumerRecipe.CONSUMERS);
    var exchange =
        new Exchange(
            new BoundedBuffer<>(arguments.get(ProducerConsumerRecipe.CAPACITY)),
            new CountDownLatch(ProducerConsumerRecipe.bound(arguments)),
            new CountDownLatch(producers),
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
    tasks.add(() -> exchange.tellTheEnd(consumers));
    runTogether(tasks);

    // All was taken, so the buffer is empty. Now its only consumer fails.
    try {
      runTogether(List.of(exchange::produceForEver, exchange::consumeBadly));
    } catch (ExecutionException e) {
      transcript.say("the consumer", "failed");
    }
  }

  /** All at the same time; the first failure, or an interrupt, interrupts the others. */
  private static void runTogether(List<Callable<Void>> tasks)
      throws InterruptedException, ExecutionException {
    // It has a thread for every task: a smaller pool could be full of waiting producers.
    var pool = Executors.newCachedThreadPool();
    try {
      // In the order in which they end: asked one by one, a producer that waits for ever
      // would hide the consumer that failed.
      var ended = new ExecutorCompletionService<Void>(pool);
      tasks.forEach(ended::submit);
      for (int i = 0; i < tasks.size(); i++) {
        ended.take().get();
      }
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  /** What the threads of one run share. */
  private record Exchange(
      BoundedBuffer<Item> buffer,
      CountDownLatch full,
      CountDownLatch producing,
      Transcript transcript) {

    Void produce(int id, int items) throws InterruptedException {
      for (int number = 0; number < items; number++) {
        var item = new Item(id + "." + number, ProducerConsumerRecipe.n(number));
        buffer.put(item);
        transcript.say(item.name(), "is put");
        full.countDown();
      }
      producing.countDown();
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

    /** Only when all has been put is there no more; each consumer takes one such marker. */
    Void tellTheEnd(int consumers) throws InterruptedException {
      producing.await();
      for (int i = 0; i < consumers; i++) {
        buffer.put(NO_MORE);
      }
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
