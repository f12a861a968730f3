package showcase.recipe.poolexecutor;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;
import showcase.process.WorkerPool;

/**
 * A virtual thread for each task, and a stream that waits for each result as it is
 * pulled.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run pool-executor --edition modern}
 *
 * <p>Prefer a {@code StructuredTaskScope} where the first failure should end the other
 * tasks: this executor's {@code close} waits for all of them.
 */
final class PoolExecutorModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    // Leaving the block waits for the tasks; an interrupt meanwhile interrupts them.
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        // Lazily: the last of these tasks waits until the first result has been taken.
        var tasks = new LazyTasks(in, transcript);
        map(executor, tasks.all()).forEach(tasks::take);
        race(executor, in.get(PoolExecutorRecipe.N), transcript);
      } catch (CompletionException e) {
        // A stream carries nothing checked, so an interrupt came wrapped: it comes out as
        // what it was. Any other failure stays wrapped, where the classic half has an
        // ExecutionException.
        executor.shutdownNow();
        if (e.getCause() instanceof InterruptedException interrupt) {
          throw interrupt;
        }
        throw e;
      }
    }
  }

  private static void race(ExecutorService executor, int n, Transcript transcript)
      throws IOException {
    var race = new Race(transcript);
    race.lap("2 threads", map(executor, Race.twice(() -> Fib.interruptibly(n))).toList());

    // Threads here, too: they only wait for the answers of the processes.
    try (WorkerPool workers = Race.startProcesses()) {
      race.lap("starting up", map(executor, Race.twice(Race.fib(1, workers))).toList());
      race.lap("2 processes", map(executor, Race.twice(Race.fib(n, workers))).toList());
    }
  }

  /** Starts all tasks at once; whoever pulls at the stream waits for the next result. */
  private static <T> Stream<T> map(ExecutorService executor, List<Callable<T>> tasks) {
    // toList is what starts all: without it, the stream would start a task only when its
    // result is asked for, one after the other.
    List<Future<T>> futures = tasks.stream().map(executor::submit).toList();
    return futures.stream().map(PoolExecutorModern::get);
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }
}
