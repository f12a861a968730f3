package showcase.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Runs a task that may throw checked exceptions on an executor, and completes a future with it. */
final class Submission {

  private Submission() {}

  static CompletableFuture<Long> to(Executor executor, Callable<Long> task) {
    var future = new CompletableFuture<Long>();
    executor.execute(() -> complete(future, task));
    return future;
  }

  private static void complete(CompletableFuture<Long> future, Callable<Long> task) {
    try {
      future.complete(task.call());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.completeExceptionally(e);
    } catch (Throwable e) { // errors, too: a waiting caller must see them
      future.completeExceptionally(e);
    }
  }
}
