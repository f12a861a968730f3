package showcase.recipe.cpuboundthreads;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A platform thread for each computation; a {@code FutureTask} keeps its result or
 * its failure.
 *
 * <p>Prefer a fixed pool of as many threads as processors if there are more
 * computations than that, and a {@code ForkJoinPool} for one that can be split.
 */
final class CpuBoundThreadsClassic implements TwoComputations {

  @Override
  public List<Long> both(Callable<Long> first, Callable<Long> second)
      throws InterruptedException, ExecutionException {
    var task1 = new FutureTask<>(first);
    var task2 = new FutureTask<>(second);
    var thread1 = new Thread(task1, "computation-1");
    var thread2 = new Thread(task2, "computation-2");
    try {
      thread1.start();
      thread2.start();
      return List.of(task1.get(), task2.get());
    } finally {
      // After a failure or an interrupt, a thread may still be computing.
      end(thread1, thread2);
    }
  }

  /**
   * Interrupts both threads and waits until they have ended. If the caller is
   * interrupted meanwhile, its interrupt status is set afterwards.
   */
  private static void end(Thread... threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
