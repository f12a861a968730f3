package showcase.recipe.processpool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import showcase.process.WorkerPool;

/**
 * A platform thread for each worker process: it hands over a task, waits for the
 * answer, and takes the next task from the queue of its thread pool.
 *
 * <p>Prefer threads to processes: Java's threads compute in parallel, start
 * faster and share memory. Use a process for code that may crash, leak memory, or
 * ignore an interrupt.
 */
final class ProcessPoolClassic implements FibPool {
  private static final Duration FREE_WORKER = Duration.ofDays(1);

  @Override
  public List<Long> map(List<Integer> numbers, WorkerPool workers, Duration timeout)
      throws InterruptedException, ExecutionException {
    // More threads would only wait for a free worker.
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    try {
      var ended = new ExecutorCompletionService<Long>(threads);
      List<Future<Long>> answers = new ArrayList<>();
      for (int n : numbers) {
        answers.add(ended.submit(() -> fib(n, workers, timeout)));
      }
      // In the order of completion, so that no failure waits behind a slow task.
      for (int i = 0; i < numbers.size(); i++) {
        ended.take().get();
      }
      List<Long> results = new ArrayList<>();
      for (Future<Long> answer : answers) {
        results.add(answer.get());
      }
      return results;
    } finally {
      end(threads);
    }
  }

  private static long fib(int n, WorkerPool workers, Duration timeout)
      throws Exception {
    return Long.parseLong(workers.call("fib " + n, FREE_WORKER, timeout));
  }

  /** Interrupts the calls, which kills their workers, and waits for their end. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      end(threads); // waits again: no thread must be left behind
      Thread.currentThread().interrupt();
    }
  }
}
