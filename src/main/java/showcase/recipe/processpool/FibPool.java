package showcase.recipe.processpool;

import java.time.Duration;
import java.util.List;
import showcase.process.WorkerPool;

/** Computes Fibonacci numbers in worker processes that are kept for the next call. */
interface FibPool {

  /**
   * Computes the Fibonacci number of each n, as many at a time as there are workers. A
   * worker that dies, writes garbage or is silent for too long is replaced, and its
   * task is run again, once.
   *
   * @param numbers each from 1 to 92
   * @param workers stays open, and is ready for the next call however this one ends
   * @param timeout how long one answer may take, including the start of a new worker
   * @return the results in the order of the numbers
   * @throws Exception with the failure of a task as its cause; then the other tasks
   *     have been stopped
   * @throws InterruptedException if the caller was interrupted: the workers that
   *     computed for it have been killed
   */
  List<Long> map(List<Integer> numbers, WorkerPool workers, Duration timeout) throws Exception;
}
