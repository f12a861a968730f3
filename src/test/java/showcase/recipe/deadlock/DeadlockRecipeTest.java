package showcase.recipe.deadlock;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

/**
 * Not planted, because nobody outside can see it: in the classic edition, the wait for the
 * interrupted thread. Without it, the caller looks again after a millisecond, and reports the
 * deadlock twice only if the thread has not released its lock by then.
 */
class DeadlockRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        DeadlockRecipe.RECIPE,
        fault("opposite orders in the cure")
            .in("classic", "modern")
            .replace(
                "() -> takeBoth(lock1, lock2, work),\n        () -> takeBoth(lock1, lock2, work));",
                "() -> takeBoth(lock1, lock2, work),\n        () -> takeBoth(lock2, lock1, work));")
            .breaksOrStopsBefore("there is no deadlock"),
        fault("the victim is not interrupted")
            .in("classic")
            .replace("task1.interrupt();", "")
            .caughtByTheRunnerIn("two locks, two orders"),
        fault("no deadline")
            .in("modern")
            .replace(".withTimeout(limit)", "")
            .replaceOn21("scope.joinUntil(end)", "scope.join()")
            .caughtByTheRunnerIn("two locks, two orders"),
        fault("the limit does not count")
            .in("classic")
            .replace("System.nanoTime() - end >= 0", "false")
            .breaks("the caller gets a TimeoutException"),
        fault("the wrong thread is named")
            .in("classic")
            .file("JvmWatch.java")
            .replace(
                "new Wait(info.getThreadName(), lock.name(), holder)",
                "new Wait(holder, lock.name(), info.getThreadName())")
            .breaks("each is found waiting for the lock that the other holds"),
        fault("the wrong lock is named")
            .in("modern")
            .file("LockWatch.java")
            .replace(
                "new Wait(owner1.getName(), lock2.name()",
                "new Wait(owner1.getName(), lock1.name()")
            .breaks("each is found waiting for the lock that the other holds"),
        fault("the JVM's bean is asked about virtual threads")
            .in("modern")
            .replace("LockWatch.deadlock", "JvmWatch.deadlock")
            .breaks("each is found waiting for the lock that the other holds"),
        fault("the deadlock is not reported")
            .in("classic", "modern")
            .replace("work.deadlock(waits);", "")
            .breaks("each is found waiting for the lock that the other holds"),
        fault("a failure keeps the first lock")
            .in("classic", "modern")
            .replace(
                "    } finally {\n      first.unlock();\n    }",
                "      first.unlock();\n    } finally {\n    }")
            .breaksOrStopsBefore("it releases them: the next two tasks get both"),
        fault("a failure keeps the second lock")
            .in("classic", "modern")
            .replace(
                "        work.holdsBoth();\n      } finally {\n        second.unlock();",
                "        work.holdsBoth();\n        second.unlock();\n      } finally {")
            .breaks("it releases them: the next two tasks get both"),
        fault("a thread that does not get the second lock waits for it")
            .in("classic", "modern")
            .file("BackOff.java")
            .replace("!second.tryLock()", "!tryForLong(second)")
            .replace(
                "  private static boolean tryBoth",
                "  private static boolean tryForLong(Lock lock) throws InterruptedException {\n"
                    + "    lock.lockInterruptibly();\n    return true;\n  }\n\n"
                    + "  private static boolean tryBoth")
            .breaksOrStopsBefore("there is no deadlock"),
        fault("a thread that backs off keeps its first lock")
            .in("classic", "modern")
            .file("BackOff.java")
            .replace("    } finally {\n      first.unlock();\n    }", "    } finally {\n    }")
            .caughtByTheRunnerIn("two orders, and back off"),
        fault("an interrupt leaves the threads behind")
            .in("classic")
            .replace("      Threads.end(task1, task2);\n", "")
            .breaks("no task runs when it is thrown"),
        fault("only one thread is ended")
            .in("classic")
            .replace("Threads.end(task1, task2)", "Threads.end(task1)")
            .breaks("no task runs when it is thrown"));
  }
}
