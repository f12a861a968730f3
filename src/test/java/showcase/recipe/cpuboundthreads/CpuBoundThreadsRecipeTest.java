package showcase.recipe.cpuboundthreads;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class CpuBoundThreadsRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        CpuBoundThreadsRecipe.RECIPE,
        fault("the second starts when the first has ended")
            .in("classic")
            .replace("      thread1.start();", "      thread1.start();\n      thread1.join();")
            .breaks("the two overlap in time"),
        fault("the second starts when the first has ended")
            .in("modern", "virtual")
            .replace(
                "      var task2 = scope.fork(second);",
                "      while (task1.state() == StructuredTaskScope.Subtask.State.UNAVAILABLE) {\n"
                    + "        Thread.sleep(1);\n      }\n      var task2 = scope.fork(second);")
            .breaks("the two overlap in time"),
        fault("run for start")
            .in("classic")
            .replace("thread2.start()", "thread2.run()")
            .replace("thread1.start()", "thread1.run()")
            .breaks("the two overlap in time"),
        fault("the first is computed twice")
            .in("classic")
            .replace("new FutureTask<>(second)", "new FutureTask<>(first)")
            .breaks("the results are in the order of the computations"),
        fault("the first is computed twice")
            .in("modern", "virtual")
            .replace("scope.fork(second)", "scope.fork(first)")
            .breaks("the results are in the order of the computations"),
        fault("the results are swapped")
            .in("classic", "modern", "virtual")
            .replace("List.of(task1.get(), task2.get())", "List.of(task2.get(), task1.get())")
            .breaks("the results are in the order of the computations"),
        fault("a failure leaves the other running")
            .in("classic")
            .replace("      end(thread1, thread2);", "")
            .breaks("no computation runs when it is thrown"),
        fault("an interrupt is not passed on")
            .in("classic")
            .replace("      thread.interrupt();", "")
            .breaks("InterruptedException within a second"),
        fault("a second interrupt is swallowed")
            .in("classic")
            .replace("interrupted = true;", "")
            .breaks("the second interrupt is kept"),
        fault("the other is not waited for")
            .in("classic")
            .replace("thread.join();", "Thread.sleep(0);\n          break;")
            .breaks("no task runs when it is thrown"),
        fault("a failure is not passed on")
            .in("modern")
            .replace("Joiner.awaitAllSuccessfulOrThrow()", "Joiner.awaitAll()")
            .replaceOn21(".throwIfFailed()", "")
            .replaceOn27(
                "config -> config.with",
                "StructuredTaskScope.Joiner.allUntil(it -> false), config -> config.with")
            .breaks("the caller gets what it threw, as the cause"),
        fault("a failure is not passed on")
            .in("virtual")
            .replace(
                "StructuredTaskScope.open()",
                "StructuredTaskScope.open(StructuredTaskScope.Joiner.awaitAll())")
            .replaceOn21(".throwIfFailed()", "")
            .replaceOn27(
                "StructuredTaskScope.open()",
                "StructuredTaskScope.open(StructuredTaskScope.Joiner.allUntil(it -> false))")
            .breaks("the caller gets what it threw, as the cause"),
        fault("an interrupt of the caller is swallowed")
            .in("modern", "virtual")
            .replace(
                "      scope.join();",
                "      try {\n        scope.join();\n      } catch (InterruptedException e) {\n"
                    + "        return List.of();\n      }")
            .replaceOn21(
                "      scope.join().throwIfFailed();",
                "      try {\n"
                    + "        scope.join().throwIfFailed();\n"
                    + "      } catch (InterruptedException e) {\n"
                    + "        return List.of();\n"
                    + "      }")
            .breaks("InterruptedException within a second"));
  }
}
