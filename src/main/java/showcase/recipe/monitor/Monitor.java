package showcase.recipe.monitor;

/**
 * An object that lets in one thread at a time. A thread that is inside may enter it
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
   * @throws InterruptedException if the visit throws it, or, in an edition that
   *     allows it, if the thread is interrupted while it waits to enter foo or ker
   */
  void foo(Visit visit) throws InterruptedException;

  /**
   * Calls {@code inKer} and counts the call, unless it throws.
   *
   * @throws InterruptedException as in {@link #foo}
   */
  void ker(Visit visit) throws InterruptedException;

  /**
   * Waits until at least {@code count} calls of {@code ker} have been counted. The
   * object is free for other threads while this one waits.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void awaitKers(int count) throws InterruptedException;
}
