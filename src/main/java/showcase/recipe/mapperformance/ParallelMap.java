package showcase.recipe.mapperformance;

import java.util.concurrent.ExecutionException;
import java.util.function.IntToLongFunction;

/**
 * Applies a function to the numbers from 0 to n - 1, in three ways. The function
 * has no side effects, so the three return the same: its results, in the order of
 * the numbers.
 */
interface ParallelMap {

  /** In the calling thread, one number after the other. */
  long[] inOneThread(int n, IntToLongFunction f);

  /**
   * In a few large chunks that run in parallel.
   *
   * @throws InterruptedException if the caller was interrupted. Chunks that had
   *     begun have been computed to their end: work that only computes does not
   *     notice an interrupt. A parallel stream does not throw it: it returns all
   *     results, with the interrupt status set.
   * @throws ExecutionException if the function throws; its cause is what it threw. A
   *     parallel stream throws it unwrapped: the exception itself, or a new one of
   *     the same class with it as the cause.
   */
  long[] inChunks(int n, IntToLongFunction f) throws InterruptedException, ExecutionException;

  /**
   * With a task for each number.
   *
   * @throws InterruptedException if the caller was interrupted. The tasks that had
   *     not begun have been cancelled.
   * @throws ExecutionException if the function throws; its cause is what it threw.
   *     A scope of Java 25 throws its unchecked {@code FailedException} with the
   *     same cause.
   */
  long[] oneByOne(int n, IntToLongFunction f) throws InterruptedException, ExecutionException;
}
