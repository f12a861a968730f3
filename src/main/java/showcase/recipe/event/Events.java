package showcase.recipe.event;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Events for which any number of threads can wait.
 *
 * <p>Memory: what a thread did before it set an event <i>happens-before</i> what
 * another does after it waited for that event.
 */
interface Events {

  /** Returns a new event that happens at most once, with a value or a failure. */
  <T> OneTime<T> oneTime();

  /** Returns a new event, not set, that can be set and cleared again and again. */
  Repeatable repeatable();

  /**
   * An event that happens at most once. A wait after it happened returns at once.
   */
  interface OneTime<T> {

    /**
     * Lets all threads pass, with this value. Does nothing if the event has
     * happened.
     */
    void set(T value);

    /**
     * Makes the wait of every thread fail with this cause, which is not null. Does
     * nothing if the event has happened.
     */
    void fail(Throwable cause);

    /**
     * Waits until the event happens and returns its value.
     *
     * @throws ExecutionException if it failed; its cause is what was given to
     *     {@code fail}
     * @throws InterruptedException if the caller was interrupted before or while it
     *     waited; if the event has happened, it may return the value instead
     */
    T await() throws InterruptedException, ExecutionException;

    /**
     * Waits until the event happens or the time is up.
     *
     * @throws TimeoutException if it did not happen in time; others still wait for
     *     it
     */
    T await(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException;
  }

  /** An event that can happen many times. */
  interface Repeatable {

    /**
     * Lets all threads pass, those that wait now and those that come later, until
     * it is cleared.
     */
    void set();

    /**
     * Makes threads that come later wait. Threads that waited when it was set pass.
     */
    void clear();

    /** Returns whether it is set. */
    boolean isSet();

    /**
     * Waits until it is set; returns at once if it is.
     *
     * @throws InterruptedException if the caller was interrupted before or while it
     *     waited; if the event is set, it may return instead
     */
    void await() throws InterruptedException;

    /**
     * Waits until it is set or the time is up.
     *
     * @return whether it was set in time
     * @throws InterruptedException as {@link #await()}
     */
    boolean await(Duration timeout) throws InterruptedException;
  }
}
