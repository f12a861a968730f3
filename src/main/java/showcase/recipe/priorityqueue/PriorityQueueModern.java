package showcase.recipe.priorityqueue;

import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The JDK's own queue, and a number in each entry for the order among equals. The
 * queue is as old as Java 5; it serves virtual threads as well as platform threads.
 *
 * <p>Prefer {@code ArrayBlockingQueue} if the order of arrival is enough: it has a
 * bound, which keeps fast producers from filling the memory. Prefer {@code
 * DelayQueue} if each item is to be taken at a certain time.
 */
final class PriorityQueueModern<T> implements UrgentQueue<T> {

  private record Entry<T>(T item, int priority, long number) {}

  // Reversed, not negated: the negative of Integer.MIN_VALUE is itself.
  private static final Comparator<Entry<?>> MOST_URGENT_FIRST =
      Comparator.<Entry<?>>comparingInt(Entry::priority)
          .reversed()
          .thenComparingLong(Entry::number);

  private static final int INITIAL_CAPACITY = 11; // the constructor asks for one

  private final BlockingQueue<Entry<T>> queue =
      new PriorityBlockingQueue<>(INITIAL_CAPACITY, MOST_URGENT_FIRST);
  private final AtomicLong puts = new AtomicLong();

  @Override
  public void put(T item, int priority) {
    Objects.requireNonNull(item, "item");
    // The queue returns equals in any order, so each entry gets a number.
    queue.add(new Entry<>(item, priority, puts.getAndIncrement()));
  }

  @Override
  public T take() throws InterruptedException {
    return queue.take().item();
  }
}
