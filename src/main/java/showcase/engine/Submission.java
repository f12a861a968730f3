package showcase.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A task on an executor, as a future that takes checked exceptions and tells who listens. */
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
    } catch (Throwable e) { // an error, too: whoever waits has to learn of it
      future.completeExceptionally(e);
    }
  }
}
