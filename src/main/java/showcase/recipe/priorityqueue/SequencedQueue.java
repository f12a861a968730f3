package showcase.recipe.priorityqueue;

import java.util.Comparator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An unbounded priority queue that makes takers wait: the JDK's, with a sequence number
 * to each item that breaks ties in the order of arrival.
 *
 * <p>Memory: what a thread did before it put an item <i>happens-before</i> what another
 * does after it took that item, as with every {@code BlockingQueue}.
 *
 * @param <E> the items
 */
public final class SequencedQueue<E> {
  private record Entry<E>(E item, int priority, long arrival) {}

  private static final Comparator<Entry<?>> MOST_URGENT_FIRST =
      Comparator.<Entry<?>>comparingInt(Entry::priority)
          .reversed()
          .thenComparingLong(Entry::arrival);

  private static final int INITIAL_CAPACITY = 11;

  private final AtomicLong arrivals = new AtomicLong();
  private final BlockingQueue<Entry<E>> queue =
      new PriorityBlockingQueue<>(INITIAL_CAPACITY, MOST_URGENT_FIRST);

  /** Adds an item; a higher {@code priority} is more urgent. Never waits. */
  public void put(E item, int priority) {
    queue.add(new Entry<>(item, priority, arrivals.getAndIncrement()));
  }

  /**
   * Removes the most urgent item, among equals the oldest; waits while there is none.
   *
   * @throws InterruptedException if interrupted while waiting; then nothing was removed
   */
  public E take() throws InterruptedException {
    return queue.take().item();
  }
}
