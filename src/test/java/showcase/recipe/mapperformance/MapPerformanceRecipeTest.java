package showcase.recipe.mapperformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static showcase.recipe.Fault.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import showcase.catalogue.Arguments;
import showcase.catalogue.Measurement;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict.Ran;
import showcase.recipe.Faults;

class MapPerformanceRecipeTest {

  /** It said "a task per item for 20000" of nine items. */
  @Test
  void namesTheNumberOfItemsThatItMeasured() throws Exception {
    var nine = Arguments.of(MapPerformanceRecipe.RECIPE, Map.of("items", "9"), List.of());
    var verdict =
        new Runner(Duration.ofSeconds(60)).run(MapPerformanceRecipe.RECIPE, "classic", nine);
    List<String> names =
        ((Ran) verdict.outcome()).measurements().stream().map(Measurement::name).toList();
    assertFalse(names.isEmpty());
    assertEquals(List.of(), names.stream().filter(name -> !name.startsWith("9 ")).toList());
  }

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        MapPerformanceRecipe.RECIPE,
        fault("the last number of a chunk is missing")
            .in("classic")
            .replace("n * (task + 1) / tasks)", "n * (task + 1) / tasks) - 1")
            .breaks("the results are equal, element by element"),
        fault("a chunk too few")
            .in("classic")
            .replace("task < tasks;", "task < tasks - 1;")
            .breaks("the results are equal, element by element"),
        fault("every chunk is put in the first place")
            .in("classic")
            .replace("at += part.length;", "")
            .breaks("every way gives the same results"),
        fault("one thread")
            .in("classic")
            .replace("newFixedThreadPool(THREADS)", "newFixedThreadPool(1)")
            .breaks("chunks run at the same time"),
        fault("one chunk")
            .in("classic")
            .replace("4 * THREADS", "1")
            .breaks("chunks run at the same time"),
        fault("one task in place of one for each number")
            .in("classic")
            .replace("inTasks(n, n, f)", "inTasks(1, n, f)")
            .breaks("tasks run at the same time"),
        fault("the pool is left running")
            .in("classic")
            .replace("      end(pool);\n", "")
            .caughtByTheRunnerIn("the first number takes longest"),
        fault("the tasks are not waited for after an interrupt")
            .in("classic")
            .replace("while (!pool.isTerminated())", "while (!pool.isShutdown())")
            .breaks("no task runs when it is thrown"),
        fault("a sequential stream in place of a parallel one")
            .in("modern")
            .replace(".parallel()", "")
            .breaks("chunks run at the same time"),
        fault("the first number is missing")
            .in("modern")
            .replace("range(0, n).parallel()", "range(0, n).parallel().skip(1)")
            .breaks("every way gives the same results"),
        fault("one task after the other")
            .in("modern")
            .replace(
                "scope.fork(() -> f.applyAsLong(number))",
                "scope.fork(java.util.concurrent.Executors.callable(() -> {},"
                    + " f.applyAsLong(number)))")
            .breaks("tasks run at the same time"),
        fault("every task gets the last number")
            .in("modern")
            .replace("int number = i;", "int number = n - 1;")
            .breaks("the results are in the order of the numbers"),
        fault("an interrupt is swallowed")
            .in("modern")
            .replace(
                "      return scope.join()",
                "      try { scope.join(); } catch (InterruptedException e) { return null; }\n"
                    + "      if (n < 0) return scope.join()")
            .replace("toArray();\n    }", "toArray();\n return new long[n];\n    }")
            .replaceOn21(
                "scope.join().throwIfFailed();",
                "try { scope.join().throwIfFailed(); }"
                    + " catch (InterruptedException e) { return null; }")
            .breaks("InterruptedException within a second"),
        fault("the failure is lost")
            .in("modern")
            .replace("Joiner.<Long>allSuccessfulOrThrow()", "Joiner.<Long>allUntil(done -> false)")
            .replaceOn21(
                "scope.join().throwIfFailed();",
                "scope.join();" + " if (n < 0) throw new ExecutionException(null);")
            .replaceOn27(
                "Joiner.<Long>allSuccessfulOrThrow()", "Joiner.<Long>allUntil(done -> false)")
            .replaceOn27("Long::longValue", "StructuredTaskScope.Subtask::get")
            .breaks("the caller gets the failure, itself or as a cause"));
  }
}
