package showcase.recipe.executorclose;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class ExecutorCloseRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        ExecutorCloseRecipe.RECIPE,
        fault("shutdown without waiting")
            .in("classic")
            .replace("while (!pool.isTerminated())", "while (!pool.isShutdown())")
            .breaks("every future is done when the call returns"),
        fault("shutdown without waiting, by hand")
            .in("modern")
            .replace("executor.close();", "executor.shutdown();")
            .breaks("every future is done when the call returns"),
        fault("shutdown without waiting, after the block")
            .in("modern")
            .replace(
                "try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {",
                "var executor = Executors.newVirtualThreadPerTaskExecutor(); try {")
            .replace(
                "      return run(work, executor);\n    }\n  }",
                "      return run(work, executor);\n    } finally { executor.shutdown(); }\n  }")
            .breaks("every future is done when the call returns"),
        fault("no shutdownNow after an interrupt")
            .in("classic")
            .replace("cancelAll(pool);\n        interrupted = true;", "interrupted = true;")
            .breaks("every task that has begun is interrupted"),
        fault("no shutdownNow after an interrupt")
            .in("modern")
            .replace(
                "executor.close();",
                """
                executor.shutdown();
                boolean interrupted = false;
                while (!executor.isTerminated()) {
                  try {
                    executor.awaitTermination(1, java.util.concurrent.TimeUnit.DAYS);
                  } catch (InterruptedException e) {
                    interrupted = true;
                  }
                }
                if (interrupted) {
                  Thread.currentThread().interrupt();
                }
                """)
            .breaks("every task that has begun is interrupted"),
        fault("the interrupt is lost")
            .in("classic")
            .replace("        interrupted = true;\n", "")
            .breaks("the interrupt is kept"),
        fault("the interrupt is lost")
            .in("modern")
            .replace("executor.close();", "executor.close(); Thread.interrupted();")
            .breaks("the interrupt is kept"),
        fault("the tasks of a failed work are not interrupted")
            .in("classic")
            .replace("cancelAll(pool); // nobody", "// nobody")
            .breaks("every task that has begun is interrupted"),
        fault("the tasks of a failed work are not interrupted")
            .in("modern")
            .replace("executor.shutdownNow();", "")
            .breaks("every task that has begun is interrupted"),
        fault("the interrupt hides the work's exception")
            .in("classic")
            .replace(
                "Thread.currentThread().interrupt();",
                "throw new IllegalStateException(\"interrupted\");")
            .breaks("the caller gets the work's own exception"),
        fault("the interrupt hides the work's exception")
            .in("modern")
            .replace(
                "executor.close();",
                "executor.close(); if (Thread.interrupted()) throw new InterruptedException();")
            .breaks("the caller gets the work's own exception"),
        fault("tasks that never begin are dropped")
            .in("classic")
            .replace("future.cancel(false);", "")
            .breaks("every future is done when the call returns"),
        fault("a failure is swallowed")
            .in("classic", "modern")
            .replace("      throw failure;", "      return null;")
            .breaks("the caller gets the work's own exception"),
        fault("it is not closed by hand")
            .in("classic")
            .replace("    } finally {\n      close(pool);\n    }", "    } finally {\n    }")
            .breaks("a task that comes later is rejected"),
        fault("it is not closed by hand")
            .in("modern")
            .replace("executor.close();", "")
            .breaks("a task that comes later is rejected"),
        fault("threads that live on after their pool")
            .in("classic")
            .replace(
                "(WORKERS);\n    Closing",
                """
                (WORKERS, worker -> new Thread(() -> {
                      worker.run();
                      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000_000L);
                    }));
                    Closing\
                """)
            .breaks("its threads have ended"));
  }
}
