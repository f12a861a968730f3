package showcase.recipe.executorclose;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code ExecutorService.close} waits for all tasks. Unlike {@code
 * awaitTermination} it throws no {@code InterruptedException}: on an interrupt it
 * calls {@code shutdownNow}, keeps waiting, and sets the interrupt status again
 * when it returns.
 *
 * <p>Prefer a {@code StructuredTaskScope} if one method starts all tasks: an
 * exception that leaves its block interrupts them by itself.
 */
final class ExecutorCloseModern implements WithExecutor {

  @Override
  public <R> R byHand(Work<R> work) throws Exception {
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      return run(work, executor);
    } finally {
      executor.close();
    }
  }

  @Override
  public <R> R byBlock(Work<R> work) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return run(work, executor);
    }
  }

  private static <R> R run(Work<R> work, ExecutorService executor)
      throws Exception {
    try {
      return work.use(executor);
    } catch (Throwable failure) {
      // close alone would wait for tasks whose results nobody needs now. With no
      // queue, shutdownNow drops no task, so no future has to be cancelled.
      executor.shutdownNow();
      throw failure;
    }
  }
}
