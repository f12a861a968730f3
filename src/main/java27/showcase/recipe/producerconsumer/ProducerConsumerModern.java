package showcase.recipe.producerconsumer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;

/**
 * Virtual threads around {@code ArrayBlockingQueue}, which is as old as Java 5.
 * What is new is the scope that owns the threads. Prefer a fork for each item,
 * without a queue, if neither order nor bound matters.
 */
final class ProducerConsumerModern implements Handover {

  @Override
  public <T> void run(
      List<Producer<T>> producers, List<Consumer<T>> consumers, int capacity)
      throws InterruptedException, ExecutionException {
    // An empty Optional marks the end.
    var buffer = new ArrayBlockingQueue<Optional<T>>(capacity);

    // The first failure, or an interrupt of the caller, interrupts all forks. The
    // one that runs the producers then ends their scope.
    try (var consuming = StructuredTaskScope.open()) {
      for (var consumer : consumers) {
        consuming.fork(() -> consumeAll(consumer, buffer));
      }
      consuming.fork(() -> {
        produceAll(producers, buffer);
        // After the last producer, each consumer gets an end marker.
        for (int i = 0; i < consumers.size(); i++) {
          buffer.put(Optional.empty());
        }
        return null;
      });
      consuming.join();
    }
  }

  private static <T> void produceAll(
      List<Producer<T>> producers, BlockingQueue<Optional<T>> buffer)
      throws InterruptedException, ExecutionException {
    try (var producing = StructuredTaskScope.open()) {
      for (var producer : producers) {
        producing.fork(() -> {
          producer.produce(item -> buffer.put(Optional.of(item)));
          return null;
        });
      }
      producing.join();
    }
  }

  private static <T> Void consumeAll(
      Consumer<T> consumer, BlockingQueue<Optional<T>> buffer) throws Exception {
    for (var item = buffer.take(); item.isPresent(); item = buffer.take()) {
      consumer.consume(item.get());
    }
    return null;
  }
}
