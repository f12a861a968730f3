package showcase.recipe.mutex;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Two ways to protect data that threads share: one thread at a time, or no sharing. */
interface Mutex {

  /** A piece of code that only one thread may run at a time. */
  interface Section {
    void run() throws InterruptedException;
  }

  /**
   * Runs each section in a thread of its own, but never two at the same time. Returns when all have
   * ended. Whether the caller gets what a section throws depends on the implementation.
   *
   * @throws InterruptedException if the caller was interrupted; the sections were interrupted, too,
   *     and have ended
   */
  void inExclusion(List<Section> sections) throws InterruptedException;

  /**
   * Runs the tasks at the same time, and passes each result to a consumer that is not thread-safe.
   * Returns when all have ended.
   *
   * @throws InterruptedException if the caller was interrupted; the tasks were interrupted, too,
   *     and have ended
   */
  <T> void collect(List<Callable<T>> tasks, Consumer<? super T> results)
      throws InterruptedException;
}
