package showcase.recipe.mutex;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Two ways to protect what threads share: let one thread in at a time, or do not share it. */
interface Mutex {

  /** A piece of code that only one thread may run at a time. */
  interface Section {
    void run() throws InterruptedException;
  }

  /**
   * Runs each section in a thread of its own, but never two at the same time. Returns when all have
   * ended.
   *
   * @throws InterruptedException if the caller was interrupted; all sections were interrupted, too,
   *     and have ended
   */
  void inExclusion(List<Section> sections) throws InterruptedException;

  /**
   * Runs the tasks at the same time, and gives each result to a consumer that is not thread-safe.
   * Returns when all have ended.
   *
   * @throws InterruptedException if the caller was interrupted; all tasks were interrupted, too, and
   *     have ended
   */
  <T> void collect(List<Callable<T>> tasks, Consumer<? super T> results)
      throws InterruptedException;
}
