package showcase.recipe.submit;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class SubmitRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        SubmitRecipe.RECIPE,
        fault("the results in the opposite order")
            .in("classic")
            .replace("results.add(future.get());", "results.add(0, future.get());")
            .breaks("the results, in the order of the tasks"),
        fault("the results in the opposite order")
            .in("modern")
            .replace("results.add(subtask.get());", "results.add(0, subtask.get());")
            .breaks("the results, in the order of the tasks"),
        fault("one task after the other")
            .in("classic")
            .replace("newCachedThreadPool()", "newSingleThreadExecutor()")
            .breaks("all tasks run at the same time"),
        fault("one task after the other")
            .in("modern")
            .replace(
                "subtasks.add(scope.fork(task));",
                """
                try {
                  T result = task.call();
                  subtasks.add(scope.fork(() -> result));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                """)
            .breaks("all tasks run at the same time"),
        fault("a failure does not interrupt the others")
            .in("classic")
            .replace("pool.shutdownNow();", "pool.shutdown();")
            .breaks("the task after it is interrupted"),
        fault("a failure does not interrupt the others")
            .in("modern")
            .replace(
                "StructuredTaskScope.open()",
                "StructuredTaskScope.open(StructuredTaskScope.Joiner.awaitAll())")
            .replaceOn21(
                "new StructuredTaskScope.ShutdownOnFailure()", "new StructuredTaskScope<T>()")
            .replaceOn21(
                "scope.join().throwIfFailed();",
                "scope.join(); if (tasks == null) throw new ExecutionException(null);")
            .replaceOn27(
                "StructuredTaskScope.open()",
                "StructuredTaskScope.open(StructuredTaskScope.Joiner.allUntil(it -> false))")
            .breaks("the task after it is interrupted"),
        fault("the cause is lost")
            .in("classic")
            .replace(
                "results.add(future.get());",
                """
                try {
                  results.add(future.get());
                } catch (ExecutionException e) {
                  throw new ExecutionException(null);
                }
                """)
            .breaks("the caller gets the exception itself, as the cause"),
        fault("the cause is lost")
            .in("modern")
            .replace(
                "scope.join();",
                """
                try {
                  scope.join();
                } catch (StructuredTaskScope.FailedException e) {
                  throw new IllegalStateException();
                }
                """)
            .replaceOn21("throwIfFailed()", "throwIfFailed(e -> new ExecutionException(null))")
            .replaceOn27(
                "scope.join();",
                "try { scope.join(); }"
                    + " catch (ExecutionException e) { throw new IllegalStateException(); }")
            .breaks("the caller gets the exception itself, as the cause"),
        fault("an interrupt is swallowed")
            .in("classic")
            .replace(
                "    } finally {",
                "    } catch (InterruptedException e) { return List.of();\n    } finally {")
            .breaks("InterruptedException within a second"),
        fault("an interrupt is swallowed")
            .in("modern")
            .replace(
                "scope.join();",
                "try { scope.join(); } catch (InterruptedException e) { return List.of(); }\n"
                    + "if (tasks == null) throw new InterruptedException();")
            .replaceOn21(
                "scope.join().throwIfFailed();",
                "try { scope.join().throwIfFailed(); }"
                    + " catch (InterruptedException e) { return List.of(); }")
            .breaks("InterruptedException within a second"),
        fault("the tasks are not waited for after a failure")
            .in("classic")
            .replace("while (!pool.isTerminated())", "while (!pool.isShutdown())")
            .breaks("no task runs when it throws"),
        fault("an interrupt is lost while the tasks end")
            .in("classic")
            .replace("interrupted = true;", "")
            .breaks("the interrupt is thrown or kept"),
        fault("the pool is left running")
            .in("classic")
            .replace("      end(pool);\n", "")
            .caughtByTheRunnerIn("Fibonacci numbers"));
  }
}
