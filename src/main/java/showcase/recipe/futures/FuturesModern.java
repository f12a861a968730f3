package showcase.recipe.futures;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.StructuredTaskScope;
import java.util.function.Consumer;

/**
 * A stage runs when the future before it has its result; forks put their results
 * into a queue.
 *
 * <p>Prefer a scope's {@code join} if all results are needed at the same time.
 */
final class FuturesModern implements Futures {

  @Override
  public <T> void onEach(
      List<Callable<T>> tasks, Consumer<? super T> callback, Runnable meanwhile)
      throws InterruptedException, ExecutionException {
    List<CompletableFuture<Void>> called = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (Callable<T> task : tasks) {
          var future = new CompletableFuture<T>();
          // Before the task starts, or the callback could run in this thread.
          called.add(future.thenAccept(callback));
          executor.execute(() -> complete(future, task));
        }
        meanwhile.run();

        // A stage fails if its task or its callback fails; get throws that failure.
        CompletableFuture.allOf(called.toArray(CompletableFuture[]::new)).get();
      } finally {
        executor.shutdownNow(); // close alone would wait without interrupting
      }
    }
  }

  private static <T> void complete(CompletableFuture<T> future, Callable<T> task) {
    try {
      future.complete(task.call());
    } catch (Throwable e) {
      future.completeExceptionally(new CompletionException(e)); // get unwraps one
    }
  }

  @Override
  public <T> void asCompleted(List<Callable<T>> tasks, Consumer<? super T> consumer)
      throws InterruptedException {
    BlockingQueue<Completed<T>> queue = new LinkedBlockingQueue<>();
    try (var scope = StructuredTaskScope.open()) {
      for (Callable<T> task : tasks) {
        scope.fork(() -> call(task, queue));
      }
      for (int i = 0; i < tasks.size(); i++) {
        Completed<T> completed = queue.take();
        if (completed.failed()) {
          break; // the scope interrupts the other tasks
        }
        consumer.accept(completed.result());
      }
      scope.join(); // if a task failed, throws its failure as a cause
    }
  }

  private record Completed<T>(T result, boolean failed) {}

  private static <T> Void call(Callable<T> task, BlockingQueue<Completed<T>> queue)
      throws Exception {
    try {
      queue.add(new Completed<>(task.call(), false));
      return null;
    } catch (Throwable e) {
      queue.add(new Completed<>(null, true)); // or the caller could wait for ever
      throw e;
    }
  }
}
