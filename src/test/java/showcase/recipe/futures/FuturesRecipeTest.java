package showcase.recipe.futures;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class FuturesRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        FuturesRecipe.RECIPE,
        fault("the caller waits for the tasks before it does its own work")
            .in("classic")
            .replace("        pool.execute(future);\n", "        future.run();\n")
            .breaks("the caller is free meanwhile"),
        fault("the callbacks run in another thread")
            .in("modern")
            .replace("future.thenAccept(callback)", "future.thenAcceptAsync(callback, executor)")
            .breaks("each callback runs in its task's thread"),
        fault("the callbacks are not waited for")
            .in("classic")
            .replace(
                "      pool.shutdown();\n"
                    + "      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);\n",
                "")
            .breaks("each result reaches the callback once"),
        fault("the callbacks are not waited for")
            .in("modern")
            .replace(
                "called.add(future.thenAccept(callback));",
                "future.thenAccept(callback); called.add(future.thenAccept(value -> {}));")
            .breaks("each result reaches the callback once"),
        fault("the callbacks are not waited for")
            .in("joiner")
            .replace("      scope.join(); // throws", "      // throws")
            .replaceOn21("      scope.join();\n      scope.throwIfFailed();", "")
            .breaksOrStopsBefore("each result reaches the callback once"),
        fault("each callback is called twice")
            .in("joiner")
            .replace(
                "      try {\n        callback.accept(result);",
                "      try {\n        callback.accept(result); callback.accept(result);")
            .breaks("each result reaches the callback once"),
        fault("the results come in the order of the tasks")
            .in("classic")
            .replace(
                "tasks.forEach(completed::submit);",
                "var inOrder = tasks.stream().map(completed::submit).toList();")
            .replace("completed.take().get()", "inOrder.get(i).get()")
            .breaks("the results come in the order of completion"),
        fault("the results come in the order of the tasks")
            .in("modern")
            .replace(
                "BlockingQueue<Completed<T>> queue = new LinkedBlockingQueue<>();",
                "List<BlockingQueue<Completed<T>>> queues = new ArrayList<>();")
            .replace(
                "        scope.fork(() -> call(task, queue));",
                "var queue = new LinkedBlockingQueue<Completed<T>>(); queues.add(queue);"
                    + " scope.fork(() -> call(task, queue));")
            .replace("queue.take()", "queues.get(i).take()")
            .breaks("the results come in the order of completion"),
        fault("the results are consumed in the tasks' threads")
            .in("modern")
            .replace(
                "() -> call(task, queue)", "() -> { consumer.accept(task.call()); return null; }")
            .replace(
                "      for (int i = 0; i < tasks.size(); i++) {",
                "      for (int i = 0; i < 0; i++) {")
            .breaks("the calling thread receives all of them"),
        fault("a task's failure does not reach the caller")
            .in("classic")
            .replace("        future.get();\n", "")
            .breaks("the caller gets the failure as the cause"),
        fault("a task's failure does not reach the caller")
            .in("modern")
            .replace(
                "future.completeExceptionally(new CompletionException(e));",
                "future.complete(null);")
            .breaks("the caller gets the failure as the cause"),
        fault("a CompletionException comes out as its own cause")
            .in("modern")
            .replace("(new CompletionException(e));", "(e);")
            .breaks("the caller gets the failure as the cause"),
        fault("a task's failure does not reach the caller")
            .in("joiner")
            .replace("failure.compareAndSet(null, subtask.exception());", "{ }")
            .breaks("the caller gets the failure as the cause"),
        fault("the caller waits for ever for the result of a task that failed")
            .in("modern")
            .replace("      queue.add(new Completed<>(null, true)); //", "      //")
            .breaks("the caller gets the failure as the cause"),
        fault("a task that fails ends the others, whose callbacks are lost")
            .in("joiner")
            .replace(
                "      return false; // true",
                "      return subtask.state() == Subtask.State.FAILED; // true")
            .replaceOn21(
                "case FAILED -> failure.compareAndSet(null, subtask.exception());",
                "case FAILED -> { failure.compareAndSet(null, subtask.exception()); shutdown(); }")
            .breaks("the callback gets the other task's result"),
        fault("what a callback throws is swallowed")
            .in("classic")
            .replace("catch (InterruptedException | ExecutionException e)", "catch (Exception e)")
            .breaks("the caller or the uncaught-exception handler gets the failure"),
        fault("what a callback throws is swallowed")
            .in("modern")
            .replace(
                "future.thenAccept(callback)",
                "future.thenAccept(callback).exceptionally(e -> null)")
            .breaks("the caller or the uncaught-exception handler gets the failure"),
        fault("what a callback throws is swallowed")
            .in("joiner")
            .replace("        failure.compareAndSet(null, e);\n", "")
            .breaks("the caller or the uncaught-exception handler gets the failure"),
        fault("the tasks are not interrupted")
            .in("classic")
            .replace("pool.shutdownNow();", "pool.shutdown();")
            .breaks("InterruptedException within a second"),
        fault("the tasks are not interrupted")
            .in("modern")
            .replace("executor.shutdownNow(); //", "//")
            .breaks("InterruptedException within a second"),
        fault("an interrupt is swallowed")
            .in("joiner")
            .replace(
                "      scope.join(); // throws",
                "      try { scope.join(); } catch (InterruptedException e) { return; } // throws")
            .replaceOn21(
                "      scope.join();\n",
                "      try { scope.join(); } catch (InterruptedException e) { return; }\n")
            .breaks("InterruptedException within a second"),
        fault("the threads are not waited for")
            .in("classic")
            .replace("while (!pool.isTerminated())", "while (pool == null)")
            .breaks("no task runs when it is thrown"),
        fault("a second interrupt is lost")
            .in("classic")
            .replace("interrupted = true;", "")
            .breaks("the second interrupt is kept"));
  }
}
