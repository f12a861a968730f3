package showcase.recipe.poolexecutor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import showcase.catalogue.Transcript;
import showcase.process.JavaCommand;
import showcase.process.WorkerPool;

/** Times two tasks at once, on threads and on processes. */
final class Race {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final Transcript transcript;
  private long start = System.nanoTime();

  Race(Transcript transcript) {
    this.transcript = transcript;
  }

  /** Two worker processes; the first call of each waits until it is up. */
  static WorkerPool startProcesses() throws IOException {
    return new WorkerPool(2, JavaCommand.worker(), System.err::println);
  }

  /** fib(n) on whichever process is free next. */
  static Callable<Long> fib(int n, WorkerPool workers) {
    return () -> Long.valueOf(workers.call("fib " + n, TIMEOUT, TIMEOUT));
  }

  /** Two of them. */
  static <T> List<Callable<T>> twice(Callable<T> task) {
    return List.of(task, task);
  }

  /** Says the results that have just come, and measures the time since the last ones. */
  void lap(String way, List<Long> results) {
    transcript.measure(way, (System.nanoTime() - start) / 1e6, "ms");
    results.forEach(result -> transcript.say(way + " give", result));
    start = System.nanoTime();
  }
}
