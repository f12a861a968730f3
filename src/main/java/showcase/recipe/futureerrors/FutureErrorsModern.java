package showcase.recipe.futureerrors;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future.State;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A stage runs when the future before it is done, whether it succeeded or failed.
 * The first failure cancels a scope's other tasks. What they throw after that is
 * discarded.
 *
 * <p>Prefer {@code open()} if only the first failure matters: its {@code join}
 * throws it.
 */
final class FutureErrorsModern implements FutureErrors {

  @Override
  public <T> T call(Callable<T> task, Consumer<? super Throwable> callback)
      throws InterruptedException, ExecutionException {
    var future = new CompletableFuture<T>();
    // Depending on how a future is completed, e is what the task threw or a
    // CompletionException around it. exceptionNow also unwraps one the task threw.
    var observed = future.whenComplete((result, e) -> {
      if (future.state() == State.FAILED) {
        callback.accept(future.exceptionNow());
      }
    });
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        executor.execute(() -> complete(future, task));
        return observed.get(); // this stage is done after its callback
      } finally {
        future.cancel(true); // no effect on one that is done
        executor.shutdownNow(); // cancel does not interrupt the task, but this does
      }
    }
  }

  private static <T> void complete(CompletableFuture<T> future, Callable<T> task) {
    try {
      future.complete(task.call());
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }

  @Override
  public List<Ending> callAll(List<? extends Callable<?>> tasks)
      throws InterruptedException {
    List<Subtask<Object>> subtasks;
    Joiner<Object, Stream<Subtask<Object>>> untilFailure =
        Joiner.allUntil(subtask -> subtask.state() == Subtask.State.FAILED);
    try (var scope = StructuredTaskScope.open(untilFailure)) {
      for (Callable<?> task : tasks) {
        scope.fork(task);
      }
      subtasks = scope.join().toList();
    }
    return subtasks.stream().map(FutureErrorsModern::endingOf).toList();
  }

  private static Ending endingOf(Subtask<?> subtask) {
    return switch (subtask.state()) {
      case SUCCESS -> new Ending(State.SUCCESS, null);
      case FAILED -> new Ending(State.FAILED, subtask.exception());
      case UNAVAILABLE -> new Ending(State.CANCELLED, null);
    };
  }
}
