package showcase.recipe.priorityqueue;

import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A binary heap, guarded by a lock, with a condition on which takers wait.
 *
 * <p>Prefer {@code PriorityBlockingQueue}, unless the queue needs something of its
 * own: a bound, say, or priorities that change.
 */
final class PriorityQueueClassic<T> implements UrgentQueue<T> {

  private record Entry<T>(T item, int priority, long number) {}

  // Reversed, not negated: the negative of Integer.MIN_VALUE is itself.
  private static final Comparator<Entry<?>> MOST_URGENT_FIRST =
      Comparator.<Entry<?>>comparingInt(Entry::priority)
          .reversed()
          .thenComparingLong(Entry::number);

  private final Lock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Queue<Entry<T>> heap = new PriorityQueue<>(MOST_URGENT_FIRST);
  private long puts; // like the heap, guarded by the lock

  @Override
  public void put(T item, int priority) {
    Objects.requireNonNull(item, "item");
    lock.lock();
    try {
      // A heap returns equals in any order, so each entry gets a number.
      heap.add(new Entry<>(item, priority, puts++));
      notEmpty.signal(); // one item is enough for one taker, so wake only one
    } finally {
      lock.unlock();
    }
  }

  @Override
  public T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      // A loop, because another taker may get the lock first and take the item.
      while (heap.isEmpty()) {
        notEmpty.await();
      }
      return heap.remove().item();
    } finally {
      lock.unlock();
    }
  }
}
