package showcase.recipe.poolexecutor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;
import showcase.process.WorkerPool;

/**
 * A fixed pool maps a function to futures, and each result is
 * waited for as it is asked for.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run pool-executor --edition classic}
 *
 * <p>Prefer {@code invokeAll} where all results are wanted at once, and an {@code
 * ExecutorCompletionService} where their order does not matter.
 */
final class PoolExecutorClassic implements Edition {
  private static final int THREADS = 3;

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      // Lazily: the last of these tasks waits until the first result has been taken.
      var tasks = new LazyTasks(in, transcript);
      for (Future<Long> result : map(pool, tasks.all())) {
        tasks.take(result.get());
      }
      race(pool, in.get(PoolExecutorRecipe.N), transcript);
    } finally {
      // On the good way nothing runs any more; else what still does is interrupted.
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static void race(ExecutorService pool, int n, Transcript transcript)
      throws InterruptedException, ExecutionException, IOException {
    var race = new Race(transcript);
    race.lap("2 threads", results(pool, Race.twice(() -> Fib.interruptibly(n))));

    // Threads here, too: they only wait for the answers of the processes.
    try (WorkerPool workers = Race.startProcesses()) {
      race.lap("starting up", results(pool, Race.twice(Race.fib(1, workers))));
      race.lap("2 processes", results(pool, Race.twice(Race.fib(n, workers))));
    }
  }

  /** Starts all tasks at once; whoever asks a future waits for its result alone. */
  private static <T> List<Future<T>> map(ExecutorService pool, List<Callable<T>> tasks) {
    List<Future<T>> futures = new ArrayList<>();
    tasks.forEach(task -> futures.add(pool.submit(task)));
    return futures;
  }

  private static <T> List<T> results(ExecutorService pool, List<Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    for (Future<T> future : map(pool, tasks)) {
      results.add(future.get());
    }
    return results;
  }
}
