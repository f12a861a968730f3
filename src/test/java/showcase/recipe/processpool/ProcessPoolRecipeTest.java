package showcase.recipe.processpool;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

/**
 * Not planted, because nobody outside can see it: in the classic edition, what an interrupt does
 * during the last wait for the pool. Its threads end as soon as their workers have been killed,
 * within a few milliseconds.
 */
class ProcessPoolRecipeTest {
  private static final String ORDER = "the results are in the order of the numbers";
  private static final String CAUSE = "the caller gets the failure as the cause";

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        ProcessPoolRecipe.RECIPE,
        fault("one task at a time")
            .in("classic")
            .replace("newFixedThreadPool(workers.size())", "newFixedThreadPool(1)")
            .breaks("as many compute at once as there are workers"),
        fault("one task at a time")
            .in("modern")
            .replace(
                "return Long.parseLong(workers.call(\"fib \" + n, FREE_WORKER, timeout));",
                "synchronized (workers) {\n"
                    + "return Long.parseLong(workers.call(\"fib \" + n, FREE_WORKER, timeout)); }")
            .breaks("as many compute at once as there are workers"),
        fault("another number is computed")
            .in("classic", "modern")
            .replace("\"fib \" + n", "\"fib \" + (n + 1)")
            .breaks("all results are right"),
        fault("the results in the wrong order")
            .in("classic")
            .replace("return results;", "return results.reversed();")
            .breaks(ORDER),
        fault("the results in the wrong order")
            .in("modern")
            .replace("answers.stream()", "answers.reversed().stream()")
            .breaks(ORDER),
        fault("a failure waits behind a slow task")
            .in("classic")
            .replace("        ended.take().get();\n", "        ended.take();\n")
            .breaks(CAUSE),
        fault("the other calls are not stopped")
            .in("modern")
            .replace(
                "StructuredTaskScope.open()",
                "StructuredTaskScope.open(StructuredTaskScope.Joiner.awaitAll())")
            .replaceOn21(
                "new StructuredTaskScope.ShutdownOnFailure()", "new StructuredTaskScope<Object>()")
            .replaceOn21(
                "scope.join().throwIfFailed();",
                "scope.join(); if (scope == null) { throw new ExecutionException(null); }")
            .replaceOn27(
                "StructuredTaskScope.open()",
                "StructuredTaskScope.open(StructuredTaskScope.Joiner.allUntil(it -> false))")
            .breaks(CAUSE),
        fault("the caller's pool of workers is closed")
            .in("classic")
            .replace(
                "      end(threads);\n    }\n  }\n\n  private static long",
                "      workers.close();\n      end(threads);\n    }\n  }\n\n  private static long")
            .breaks("the next call gets its results"),
        fault("the caller's pool of workers is closed")
            .in("modern")
            .replace("try (var scope", "try (workers; var scope")
            .breaks("the next call gets its results"),
        fault("the calls are not waited for")
            .in("classic")
            .replace(
                "threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);",
                "threads.awaitTermination(0, TimeUnit.NANOSECONDS);")
            .breaks("no worker that computed for it is alive"),
        fault("an interrupt does not end the calls")
            .in("classic")
            .replace("threads.shutdownNow();", "threads.shutdown();")
            .replace(
                "threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);",
                "threads.awaitTermination(0, TimeUnit.NANOSECONDS);")
            .breaks("no task runs when it is thrown"),
        fault("an answer may take for ever")
            .in("classic", "modern")
            .replace("FREE_WORKER, timeout)", "FREE_WORKER, FREE_WORKER)")
            .breaks(CAUSE),
        fault("the cause is lost")
            .in("classic")
            .replace(
                "    } finally {\n      end(threads);",
                "    } catch (ExecutionException e) {\n      throw new ExecutionException(null);\n"
                    + "    } finally {\n      end(threads);")
            .breaks(CAUSE),
        fault("an interrupt before the call is cleared")
            .in("classic")
            .replace(
                "ExecutorService threads = ", "Thread.interrupted(); ExecutorService threads = ")
            .breaks("InterruptedException within a second"),
        fault("an interrupt before the call is cleared")
            .in("modern")
            .replace("try (var scope", "Thread.interrupted(); try (var scope")
            .breaks("InterruptedException within a second"),
        fault("an interrupt is swallowed")
            .in("modern")
            .replace(
                "      scope.join();",
                "      try { scope.join(); } catch (InterruptedException e) { return List.of(); }")
            .replaceOn21(
                "scope.join().throwIfFailed();",
                "try { scope.join().throwIfFailed(); }"
                    + " catch (InterruptedException e) { return List.of(); }")
            .breaks("the interrupted one throws InterruptedException"));
  }
}
