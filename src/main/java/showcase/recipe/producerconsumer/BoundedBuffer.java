package showcase.recipe.producerconsumer;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A first-in-first-out buffer with a bound: a put waits while it is full, a take
 * while it is empty.
 *
 * <p>Memory: what a thread did before it put an item <i>happens-before</i> what
 * another does after it took that item, since both hold the lock.
 *
 * @param <E> the items
 */
public final class BoundedBuffer<E> {
  private final int capacity;
  private final Queue<E> items = new ArrayDeque<>(); // guarded by lock
  private final Lock lock = new ReentrantLock();
  private final Condition notFull = lock.newCondition();
  private final Condition notEmpty = lock.newCondition();

  /**
   * @param capacity the most items that it ever holds, at least 1
   * @throws IllegalArgumentException if the capacity is less than 1
   */
  public BoundedBuffer(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be positive: " + capacity);
    }
    this.capacity = capacity;
  }

  /**
   * Adds an item at the end; waits while the buffer is full.
   *
   * @throws InterruptedException if the caller was interrupted; nothing was added
   */
  public void put(E item) throws InterruptedException {
    Objects.requireNonNull(item, "item");
    lock.lockInterruptibly();
    try {
      // A loop: another thread may put first, and a wait may end for no reason.
      while (items.size() == capacity) {
        notFull.await();
      }
      items.add(item);
      notEmpty.signal(); // one item is enough for one taker, so wake only one
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes the oldest item; waits while there is none.
   *
   * @throws InterruptedException if the caller was interrupted; nothing was removed
   */
  public E take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (items.isEmpty()) {
        notEmpty.await();
      }
      E item = items.remove();
      notFull.signal(); // a condition of its own: this must not wake a taker
      return item;
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many items are in it at this moment. */
  public int size() {
    lock.lock();
    try {
      return items.size();
    } finally {
      lock.unlock();
    }
  }
}
