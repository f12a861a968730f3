package showcase.recipe.processpool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import showcase.process.WorkerPool;

/**
 * A virtual thread for each task: it waits until a worker process is free, then for
 * the answer. The pool of processes limits the work, so no pool of threads has to.
 *
 * <p>Prefer threads to processes: Java's threads compute in parallel, start
 * faster and share memory. Use a process for code that may crash, leak memory, or
 * ignore an interrupt.
 */
final class ProcessPoolModern implements FibPool {
  private static final Duration FREE_WORKER = Duration.ofDays(1);

  @Override
  public List<Long> map(List<Integer> numbers, WorkerPool workers, Duration timeout)
      throws InterruptedException, ExecutionException {
    // A failure, or an interrupt of the caller, interrupts the other calls, which
    // kills their workers. The end of the block waits until all calls have ended.
    try (var scope = StructuredTaskScope.open()) {
      List<Subtask<Long>> answers = new ArrayList<>();
      for (int n : numbers) {
        answers.add(scope.fork(() -> fib(n, workers, timeout)));
      }
      scope.join();
      return answers.stream().map(Subtask::get).toList();
    }
  }

  private static long fib(int n, WorkerPool workers, Duration timeout)
      throws Exception {
    return Long.parseLong(workers.call("fib " + n, FREE_WORKER, timeout));
  }
}
