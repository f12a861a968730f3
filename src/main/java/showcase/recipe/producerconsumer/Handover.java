package showcase.recipe.producerconsumer;

import java.util.List;
import java.util.concurrent.ExecutionException;

/** Hands items from producers to consumers through a buffer with a bound. */
interface Handover {

  /** Makes items. */
  interface Producer<T> {

    /** Puts each item, not null, and returns when there are no more. */
    void produce(Outlet<? super T> buffer) throws Exception;
  }

  /** Where a producer puts its items. */
  interface Outlet<T> {

    /** Hands an item over; waits while the buffer is full. */
    void put(T item) throws InterruptedException;
  }

  /** Deals with items. */
  interface Consumer<T> {

    /**
     * Deals with one item. Is called for one item after the other, by one thread.
     */
    void consume(T item) throws Exception;
  }

  /**
   * Runs all producers and consumers at the same time until all that was put has
   * been consumed; no two that run share a thread. The first failure ends all of
   * them.
   *
   * <p>Memory: what a producer did before it put an item <i>happens-before</i> what
   * a consumer does with that item.
   *
   * @param consumers at least one, if anything is put
   * @param capacity how many items the buffer holds at most, at least 1
   * @throws ExecutionException if one of them failed; Java 25's scope throws the
   *     unchecked {@code FailedException}; the failure is among its causes
   * @throws InterruptedException if the caller was interrupted; all threads have
   *     ended
   */
  <T> void run(List<Producer<T>> producers, List<Consumer<T>> consumers, int capacity)
      throws InterruptedException, ExecutionException;
}
