package showcase.recipe.mutex;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class MutexRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        MutexRecipe.RECIPE,
        fault("no lock")
            .in("classic", "modern")
            .replace("lock.lockInterruptibly();", "")
            .replace("lock.unlock();", "")
            .breaks("no update is lost"),
        fault("a lock for each thread")
            .in("classic", "modern")
            .replace("lock.lockInterruptibly();", "var lock = new ReentrantLock(); lock.lock();")
            .breaks("never two inside"),
        fault("unlock is not in finally")
            .in("classic", "modern")
            .replace("section.run();", "section.run(); lock.unlock();")
            .replace("lock.unlock(); // also", "// also")
            .breaks("the lock is free: the next section gets in"),
        fault("the wait for the lock cannot be interrupted")
            .in("classic", "modern")
            .replace("lock.lockInterruptibly();", "lock.lock();")
            .breaks("its section does not run"),
        fault("the consumer is not guarded")
            .in("classic")
            .replace("synchronized (monitor)", "synchronized (new Object())")
            .breaks("never two in the consumer at once"),
        fault("the forks call the consumer themselves")
            .in("modern")
            .replace(
                "tasks.forEach(scope::fork);",
                "tasks.forEach(task -> scope.fork(() -> { var result = task.call(); results.accept(result); return result; }));")
            .replace("scope.join().map(Subtask::get).forEach(results);", "scope.join();")
            .replaceOn21(
                "forks.add(scope.fork(task))",
                "forks.add(scope.fork(() -> { var result = task.call(); results.accept(result); return result; }))")
            .replaceOn21("forks.stream().map(Subtask::get).forEach(results);", "")
            .replaceOn27(
                "tasks.forEach(scope::fork);",
                "tasks.forEach(task -> scope.fork(() -> { var result = task.call(); results.accept(result); return result; }));")
            .replaceOn27("scope.join().forEach(results);", "scope.join();")
            .breaks("never two in the consumer at once"),
        fault("the threads are not waited for")
            .in("classic")
            .replace("      end(pool);\n", "      pool.shutdownNow();\n")
            .breaks("no task runs when it is thrown"),
        fault("a failure is discarded")
            .in("classic")
            .replace("done.get(); //", "//")
            .breaks("the caller gets the failure itself as the cause"),
        fault("a section's failure is discarded")
            .in("modern")
            .replace("StructuredTaskScope.open())", "StructuredTaskScope.open(Joiner.awaitAll()))")
            .replaceOn21(
                "      }\n      scope.join().throwIfFailed();", "      }\n      scope.join();")
            .replaceOn27(
                "StructuredTaskScope.open())",
                "StructuredTaskScope.open(Joiner.allUntil(it -> false)))")
            .breaks("the caller gets the failure itself as the cause"),
        fault("a task's failure is discarded, and its result is missing")
            .in("modern")
            .replace("Joiner.<T>allSuccessfulOrThrow()", "Joiner.<T>allUntil(it -> false)")
            .replace(
                "scope.join().map",
                "scope.join().filter(it -> it.state() == Subtask.State.SUCCESS).map")
            .replaceOn21(
                "fork(task)));\n      scope.join().throwIfFailed();",
                "fork(task)));\n      scope.join();")
            .replaceOn21(
                "forks.stream().map",
                "forks.stream().filter(it -> it.state() == Subtask.State.SUCCESS).map")
            .replaceOn27("Joiner.<T>allSuccessfulOrThrow()", "Joiner.<T>allUntil(it -> false)")
            .replaceOn27(
                "scope.join().forEach(results);",
                "scope.join().stream()\n"
                    + "          .filter(it -> it.state() == StructuredTaskScope.Subtask.State.SUCCESS)\n"
                    + "          .map(StructuredTaskScope.Subtask::get)\n"
                    + "          .forEach(results);")
            .breaks("the caller gets the failure itself as the cause"));
  }
}
