package showcase.recipe.executorclose;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Before Java 19, an executor had no {@code close}: a careful program wrote it by
 * hand and called it in {@code finally}, or from an {@code AutoCloseable}.
 *
 * <p>Prefer {@code awaitTermination} with a timeout to stop within a time limit.
 */
final class ExecutorCloseClassic implements WithExecutor {
  private static final int WORKERS = 3;

  @Override
  public <R> R byHand(Work<R> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
    try {
      return run(work, pool);
    } finally {
      close(pool);
    }
  }

  @Override
  public <R> R byBlock(Work<R> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
    Closing closing = () -> close(pool);
    try (closing) {
      return run(work, pool);
    }
  }

  private static <R> R run(Work<R> work, ExecutorService pool)
      throws Exception {
    try {
      return work.use(pool);
    } catch (Throwable failure) {
      cancelAll(pool); // nobody needs the results now: close need not wait for them
      throw failure;
    }
  }

  /** What the block closes. Its close throws nothing checked, as close should. */
  private interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  private static void close(ExecutorService pool) {
    pool.shutdown(); // takes no more tasks, but runs those that it has
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        cancelAll(pool);
        interrupted = true;
      }
    }
    // Kept, not thrown: an exception out of finally would replace that of the work.
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void cancelAll(ExecutorService pool) {
    // shutdownNow interrupts what runs, and returns what has not begun. A get of
    // such a task's future would wait for ever, so the futures are cancelled.
    for (Runnable task : pool.shutdownNow()) {
      if (task instanceof Future<?> future) {
        future.cancel(false);
      }
    }
  }
}
