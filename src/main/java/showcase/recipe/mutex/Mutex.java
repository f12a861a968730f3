package showcase.recipe.mutex;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Two ways to protect data that threads share: one thread at a time, or no sharing. */
interface Mutex {

  /** A piece of code that only one thread may run at a time. */
  interface Section {
    void run() throws InterruptedException;
  }

  /**
   * Runs the sections, but never two at the same time; no two running sections share a thread.
   * Returns when all have ended. If one fails, the others may be interrupted.
   *
   * @throws InterruptedException if the caller was interrupted; the sections were interrupted, too,
   *     and have ended
   * @throws ExecutionException if a section failed, after all have ended; the cause is what it
   *     threw. A scope of Java 25 throws its unchecked {@code FailedException} with the same cause
   */
  void inExclusion(List<Section> sections) throws InterruptedException, ExecutionException;

  /**
   * Runs the tasks at the same time, and passes each result to a consumer that is not thread-safe.
   * Returns when all have ended. If a task fails, the others may be interrupted, and their results
   * may not reach the consumer.
   *
   * @param results what it throws reaches the caller, as it is or as the cause of an {@code
   *     ExecutionException}
   * @throws InterruptedException if the caller was interrupted; the tasks were interrupted, too,
   *     and have ended
   * @throws ExecutionException if a task failed, after all have ended; the cause is what it threw.
   *     A scope of Java 25 throws its unchecked {@code FailedException} with the same cause
   */
  <T> void collect(List<Callable<T>> tasks, Consumer<? super T> results)
      throws InterruptedException, ExecutionException;
}
