package showcase.recipe.monitor;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class MonitorRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        MonitorRecipe.RECIPE,
        fault("foo leaves before its ker")
            .in("classic")
            .replace("synchronized void foo", "void foo")
            .replace("    visit.inFoo();", "    synchronized (this) {\n      visit.inFoo();\n    }")
            .breaks("no other ker runs between a foo and its own ker"),
        fault("foo leaves before its ker")
            .in("modern")
            .replace(
                "      ker(visit);", "      lock.unlock();\n      ker(visit);\n      lock.lock();")
            .breaks("no other ker runs between a foo and its own ker"),
        fault("foo lets others in")
            .in("classic")
            .replace("synchronized void foo", "void foo")
            .breaks("never two inside at once"),
        fault("ker lets others in")
            .in("classic")
            .replace("synchronized void ker", "void ker")
            .replace(
                "    kers++;\n    notifyAll();",
                "    synchronized (this) {\n      kers++;\n      notifyAll();\n    }\n")
            .breaks("never two inside at once"),
        fault("a lock for each call")
            .in("modern")
            .replace(
                "    lock.lockInterruptibly();\n    try {\n      visit.inKer();",
                "    var lock = new ReentrantLock();\n    lock.lockInterruptibly();\n"
                    + "    try {\n      visit.inKer();")
            .breaks("never two inside at once"),
        fault("if for while")
            .in("classic", "modern")
            .replace("while (kers < count)", "if (kers < count)")
            .breaks("it goes on waiting after the first"),
        fault("nobody is notified")
            .in("classic")
            .replace("notifyAll();", "")
            .breaks("it returns after the second"),
        fault("nobody is notified")
            .in("modern")
            .replace("kerCounted.signalAll();", "")
            .breaks("it returns after the second"),
        fault("only one is notified")
            .in("classic")
            .replace("notifyAll();", "notify();")
            .breaks("the one whose count is reached returns"),
        fault("only one is notified")
            .in("modern")
            .replace("signalAll()", "signal()")
            .breaks("the one whose count is reached returns"),
        fault("a ker that throws is counted")
            .in("classic", "modern")
            .replace("visit.inKer();", "")
            .replace("kers++;", "kers++;\n    visit.inKer();")
            .breaks("a ker that throws is not counted"),
        fault("foo keeps the lock after an exception")
            .in("modern")
            .replace("      ker(visit);", "      ker(visit);\n      lock.unlock();\n      return;")
            .replace(
                "      lock.unlock();\n"
                    + "      return; // the lock is taken again at once, unless an interrupt has"
                    + " come\n"
                    + "    } finally {\n"
                    + "      lock.unlock();\n"
                    + "    }",
                "      lock.unlock();\n    } finally {\n    }")
            .breaksOrStopsBefore("the object is free: the next thread gets in"),
        fault("it waits without leaving")
            .in("classic")
            .replace("wait();", "Thread.sleep(1);")
            .breaks("the object is free while it waits"),
        fault("it waits without leaving")
            .in("modern")
            .replace("kerCounted.await();", "Thread.sleep(1);")
            .breaks("the object is free while it waits"),
        fault("an interrupt does not end the wait")
            .in("modern")
            .replace("kerCounted.await();", "kerCounted.awaitUninterruptibly();")
            .breaks("InterruptedException within a second"));
  }
}
