package showcase.recipe.priorityqueue;

/**
 * A queue that many threads share: the most urgent item comes out first, and among
 * items of equal priority the one that was put first. It has no bound.
 *
 * <p>Memory: what a thread did before it put an item <i>happens-before</i> what
 * another does after it took that item.
 *
 * @param <T> the items
 */
public interface UrgentQueue<T> {

  /**
   * Adds an item. Never waits for a taker.
   *
   * @param item not null
   * @param priority any number; a higher one is more urgent
   * @throws NullPointerException if the item is null; the queue is unchanged
   */
  void put(T item, int priority);

  /**
   * Removes the most urgent item; waits while there is none.
   *
   * @throws InterruptedException if the caller was interrupted, before it waited or
   *     while it did; nothing was removed
   */
  T take() throws InterruptedException;
}
