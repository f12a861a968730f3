package showcase.recipe.producerconsumer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads around {@link BoundedBuffer}, a queue made of a lock and two
 * conditions. Prefer {@code ArrayBlockingQueue}, unless the buffer needs rules of
 * its own.
 */
final class ProducerConsumerClassic implements Handover {

  @Override
  public <T> void run(
      List<Producer<T>> producers, List<Consumer<T>> consumers, int capacity)
      throws InterruptedException, ExecutionException {
    // An empty Optional marks the end.
    var buffer = new BoundedBuffer<Optional<T>>(capacity);
    var producing = new CountDownLatch(producers.size());

    // This pool has a thread for each task. In a smaller one, blocked producers
    // could occupy all threads, and no consumer would run.
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      var ended = new ExecutorCompletionService<Void>(threads);
      for (var consumer : consumers) {
        ended.submit(() -> consumeAll(consumer, buffer));
      }
      for (var producer : producers) {
        ended.submit(() -> {
          producer.produce(item -> buffer.put(Optional.of(item)));
          producing.countDown();
          return null;
        });
      }
      // After the last producer, each consumer gets an end marker.
      ended.submit(() -> {
        producing.await();
        for (int i = 0; i < consumers.size(); i++) {
          buffer.put(Optional.empty());
        }
        return null;
      });

      // In the order of completion: a wait for a blocked producer would hide that
      // its consumer has failed.
      for (int i = 0; i < consumers.size() + producers.size() + 1; i++) {
        ended.take().get();
      }
    } finally {
      end(threads);
    }
  }

  private static <T> Void consumeAll(
      Consumer<T> consumer, BoundedBuffer<Optional<T>> buffer) throws Exception {
    for (var item = buffer.take(); item.isPresent(); item = buffer.take()) {
      consumer.consume(item.get());
    }
    return null;
  }

  private static void end(ExecutorService threads) {
    threads.shutdownNow(); // interrupts all that still run
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true; // keep waiting, and restore the interrupt below
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
