package showcase.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import showcase.process.JavaCommand;
import showcase.process.WorkerPool;

/** Passes each task to a pool of worker processes; a virtual thread waits for the answer. */
final class ProcessPoolEngine implements Engine {

  private static final Duration TASK = Duration.ofMinutes(10);

  private final WorkerPool pool;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  ProcessPoolEngine(int size) throws IOException {
    this.pool = new WorkerPool(size, JavaCommand.worker(), System.err::println);
  }

  @Override
  public CompletableFuture<Long> submit(Work work) {
    return Submission.to(callers, () -> Long.parseLong(pool.call(work.line(), TASK, TASK)));
  }

  @Override
  public Usage workers() {
    return Usage.of(pool.pids());
  }

  @Override
  public void close() {
    pool.close();
    callers.shutdownNow();
    callers.close();
  }
}
