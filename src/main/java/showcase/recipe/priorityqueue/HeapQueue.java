package showcase.recipe.priorityqueue;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An unbounded priority queue that makes takers wait: a binary heap under a lock and a
 * condition.
 *
 * <p>Memory: what a thread did before it put an item <i>happens-before</i> what another
 * does after it took that item, since both hold the lock.
 *
 * @param <E> the items
 */
public final class HeapQueue<E> {
  private record Entry<E>(E item, int priority, long arrival) {}

  private static final Comparator<Entry<?>> MOST_URGENT_FIRST =
      Comparator.<Entry<?>>comparingInt(Entry::priority)
          .reversed()
          .thenComparingLong(Entry::arrival);

  private final Lock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final PriorityQueue<Entry<E>> heap = new PriorityQueue<>(MOST_URGENT_FIRST);
  private long arrivals;

  /** Adds an item; a higher {@code priority} is more urgent. Never waits. */
  public void put(E item, int priority) {
    lock.lock();
    try {
      heap.add(new Entry<>(item, priority, arrivals++));
      notEmpty.signal(); // one item is enough for one taker: no need to wake them all
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes the most urgent item, among equals the oldest; waits while there is none.
   *
   * @throws InterruptedException if interrupted while waiting; then nothing was removed
   */
  public E take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      // A loop, not an if: another taker may have been faster, and a wait may end for no
      // reason.
      while (heap.isEmpty()) {
        notEmpty.await();
      }
      return heap.remove().item();
    } finally {
      lock.unlock();
    }
  }
}
