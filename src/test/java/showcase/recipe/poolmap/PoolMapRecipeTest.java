package showcase.recipe.poolmap;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class PoolMapRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        PoolMapRecipe.RECIPE,
        fault("the results are in the order of completion")
            .in("classic")
            .replace("completed.take().get();", "results.add(completed.take().get());")
            .replace("      List<R> results = new ArrayList<>();\n", "")
            .replace(
                "      // In the order of completion", "List<R> results = new ArrayList<>();\n//")
            .replace("results.add(future.get());", "")
            .breaks("the results are still in the order of the items"),
        fault("the results are in the order of completion")
            .in("modern")
            .replace(
                "    try (var scope",
                "    var done = new java.util.concurrent.ConcurrentLinkedQueue<R>();\n"
                    + "    try (var scope")
            .replace("() -> f.apply(item)", "() -> { R r = f.apply(item); done.add(r); return r; }")
            .replace(
                "return scope.join().<R>map(Subtask::get).toList();",
                "scope.join(); return List.copyOf(done);")
            .replaceOn21(
                "    try (var scope",
                "    var done = new java.util.concurrent.ConcurrentLinkedQueue<R>();\n"
                    + "    try (var scope")
            .replaceOn21(
                "() -> f.apply(item)", "() -> { R r = f.apply(item); done.add(r); return r; }")
            .replaceOn21(
                "return subtasks.stream().<R>map(Subtask::get).toList();",
                "return List.copyOf(done);")
            .replaceOn27(
                "    try (var scope",
                "    var done = new java.util.concurrent.ConcurrentLinkedQueue<R>();\n"
                    + "    try (var scope")
            .replaceOn27(
                "() -> f.apply(item)", "() -> { R r = f.apply(item); done.add(r); return r; }")
            .replaceOn27("return scope.join();", "scope.join(); return List.copyOf(done);")
            .breaks("the results are still in the order of the items"),
        fault("the last result is missing")
            .in("modern")
            .replace(".toList();", ".skip(1).toList();")
            .replaceOn27("return scope.join();", "return scope.join().stream().skip(1).toList();")
            .breaks("the squares, in the order of the items"),
        fault("one item after the other")
            .in("classic")
            .replace("newFixedThreadPool(THREADS)", "newFixedThreadPool(1)")
            .breaks("the second item was done first"),
        fault("one item after the other")
            .in("modern")
            .replace(
                "scope.fork(() -> f.apply(item));", "var r = f.apply(item); scope.fork(() -> r);")
            .replaceOn21("scope.fork(() -> f.apply(item))", "scope.fork(oneByOne(f, item))")
            .replaceOn21(
                "final class PoolMapModern implements ParallelMap {",
                """
                final class PoolMapModern implements ParallelMap {
                  private static <T, R> java.util.concurrent.Callable<R> oneByOne(
                      Function<? super T, ? extends R> f, T item) {
                    R result = f.apply(item);
                    return () -> result;
                  }
                """)
            .breaks("the second item was done first"),
        fault("the rest is not interrupted after a failure")
            .in("classic")
            .replace("pool.shutdownNow();", "pool.shutdown();")
            .breaks("every other running call is interrupted"),
        fault("the others are not interrupted when one fails")
            .in("modern")
            .replace("Joiner.<R>allSuccessfulOrThrow()", "Joiner.<R>awaitAll()")
            .replace(
                "return scope.join().<R>map(Subtask::get).toList();",
                "scope.join(); return List.of();")
            .replaceOn21(
                "new StructuredTaskScope.ShutdownOnFailure()", "new StructuredTaskScope<R>()")
            .replaceOn21(
                "scope.join().throwIfFailed();",
                "scope.join(); if (f == null) throw new ExecutionException(null);")
            .replaceOn27("Joiner.<R>allSuccessfulOrThrow()", "Joiner.<R>allUntil(it -> false)")
            .replaceOn27("return scope.join();", "scope.join(); return List.of();")
            .breaks("every other running call is interrupted"),
        fault("the cause is lost")
            .in("classic")
            .replace(
                "    } finally {\n      pool",
                "    } catch (ExecutionException e) { throw new ExecutionException(null);\n    } finally {\n      pool")
            .breaks("the caller gets the failure itself as the cause"),
        fault("the cause is lost")
            .in("modern")
            .replace(
                "return scope.join()",
                "try { scope.join(); } catch (StructuredTaskScope.FailedException e) { throw new IllegalStateException(); }\n return java.util.stream.Stream.<Subtask<R>>of()")
            .replaceOn21(
                "scope.join().throwIfFailed();",
                "scope.join().throwIfFailed(e -> new ExecutionException(null));")
            .replaceOn27(
                "return scope.join();",
                "try { return scope.join(); }"
                    + " catch (ExecutionException e) { throw new IllegalStateException(); }")
            .breaks("the caller gets the failure itself as the cause"),
        fault("the threads are not waited for")
            .in("classic")
            .replace("      awaitEnd(pool);\n", "")
            .breaks("no task runs when it is thrown"),
        fault("the pool is not shut down")
            .in("classic")
            .replace("pool.shutdownNow(); //", "//")
            .replace("      awaitEnd(pool);\n", "")
            .caughtByTheRunnerIn("squares"),
        fault("an interrupt is swallowed")
            .in("modern")
            .replace(
                "return scope.join()",
                "try { scope.join(); } catch (InterruptedException e) { return List.of(); }\n if (items.isEmpty()) return List.of(); return java.util.stream.Stream.<Subtask<R>>of()")
            .replaceOn21(
                "scope.join().throwIfFailed();",
                "try { scope.join().throwIfFailed(); } catch (InterruptedException e) { return List.of(); }")
            .replaceOn27(
                "return scope.join();",
                "try { return scope.join(); } catch (InterruptedException e) { return List.of(); }")
            .breaks("InterruptedException within a second"));
  }
}
