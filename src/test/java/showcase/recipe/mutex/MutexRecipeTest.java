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
            .replace("      awaitEnd(pool);\n", "")
            .breaks("no task runs when it is thrown"));
  }
}
