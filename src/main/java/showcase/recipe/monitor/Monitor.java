package showcase.recipe.monitor;

/**
 * An object that lets in one thread at a time. A thread that is inside may enter
 * again, and may wait inside for a condition.
 */
interface Monitor {

  /** What a thread does inside. */
  interface Visit {

    void inFoo() throws InterruptedException;

    void inKer() throws InterruptedException;
  }

  /**
   * Calls {@code inFoo}, and then {@link #ker}. No other thread is inside from the
   * first to the second.
   *
   * @throws InterruptedException if the visit throws it, or if an edition says that
   *     the wait at the door can be interrupted
   */
  void foo(Visit visit) throws InterruptedException;

  /**
   * Calls {@code inKer} and counts the call, unless it throws.
   *
   * @throws InterruptedException as in {@link #foo}
   */
  void ker(Visit visit) throws InterruptedException;

  /**
   * Waits until {@code ker} has been counted so many times since the object was
   * made. The object is free for other threads while this one waits.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void awaitKers(int count) throws InterruptedException;
}
