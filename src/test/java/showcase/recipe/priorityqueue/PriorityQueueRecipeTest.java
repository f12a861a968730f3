package showcase.recipe.priorityqueue;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class PriorityQueueRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        PriorityQueueRecipe.RECIPE,
        fault("the least urgent first")
            .in("classic", "modern")
            .replace("          .reversed()\n", "")
            .breaks("the most urgent comes first"),
        fault("equals in any order")
            .in("classic", "modern")
            .replace("\n          .thenComparingLong(Entry::number)", "")
            .breaks("they come in the order in which they were put"),
        fault("the latest first among equals")
            .in("classic")
            .replace("puts++", "puts--")
            .breaks("they come in the order in which they were put"),
        fault("the latest first among equals")
            .in("modern")
            .replace("puts.getAndIncrement()", "puts.getAndDecrement()")
            .breaks("they come in the order in which they were put"),
        fault("negated, not reversed")
            .in("classic", "modern")
            .replace("comparingInt(Entry::priority)", "comparingInt(e -> -e.priority())")
            .replace("          .reversed()\n", "")
            .breaks("the greatest comes first, and the least last"),
        fault("a wait that cannot be interrupted")
            .in("classic")
            .replace("notEmpty.await();", "notEmpty.awaitUninterruptibly();")
            .breaks("InterruptedException within a second"),
        fault("a wait that cannot be interrupted")
            .in("modern")
            .replace(
                "return queue.take().item();",
                "while (true) {\n      try {\n        return queue.take().item();\n"
                    + "      } catch (InterruptedException e) {\n        // goes on\n      }\n    }")
            .breaks("InterruptedException within a second"),
        fault("an interrupt is seen only by a thread that waits")
            .in("classic")
            .replace("lock.lockInterruptibly();", "lock.lock();")
            .breaks("InterruptedException within a second"),
        fault("an interrupted take removes an item")
            .in("classic")
            .replace(
                "lock.lockInterruptibly();",
                "lock.lock();\n"
                    + "    if (Thread.interrupted()) {\n"
                    + "      heap.poll();\n"
                    + "      lock.unlock();\n"
                    + "      throw new InterruptedException();\n"
                    + "    }")
            .breaks("it has taken no item"),
        fault("an interrupted take removes an item")
            .in("modern")
            .replace(
                "return queue.take().item();",
                "if (Thread.interrupted()) {\n"
                    + "      queue.poll();\n"
                    + "      throw new InterruptedException();\n"
                    + "    }\n"
                    + "    return queue.take().item();")
            .breaks("it has taken no item"),
        fault("busy waiting")
            .in("classic")
            .replace(
                "notEmpty.await();",
                "lock.unlock();\n        Thread.onSpinWait();\n        lock.lockInterruptibly();")
            .breaks("a take from the empty queue waits"),
        fault("busy waiting")
            .in("modern")
            .replace(
                "return queue.take().item();",
                "for (Entry<T> entry; !Thread.interrupted(); Thread.onSpinWait()) {\n"
                    + "      if ((entry = queue.poll()) != null) {\n"
                    + "        return entry.item();\n      }\n    }\n"
                    + "    throw new InterruptedException();")
            .breaks("a take from the empty queue waits"),
        fault("if for while")
            .in("classic")
            .replace("while (heap.isEmpty())", "if (heap.isEmpty())")
            .breaks("a taker that comes too late keeps waiting"),
        fault("a put wakes nobody")
            .in("classic")
            .replace("notEmpty.signal();", "")
            .breaks("it returns what is put then"),
        fault("only the first put wakes a taker")
            .in("classic")
            .replace("notEmpty.signal();", "if (heap.size() == 1) notEmpty.signal();")
            .breaks("each taker gets one"),
        fault("an item stays in the queue")
            .in("classic")
            .replace("heap.remove()", "heap.element()")
            .breaks("no item is lost, and none is taken twice"),
        fault("a heap that threads share without a lock")
            .in("classic")
            .replace("    lock.lock();\n    try {", "    try {")
            .replace(
                "wake only one\n    } finally {\n      lock.unlock();\n    }",
                "wake only one\n    } finally {\n    }")
            .breaksOrStopsBefore("it returns what is put then"),
        fault("null is let in")
            .in("classic", "modern")
            .replace("    Objects.requireNonNull(item, \"item\");\n", "")
            .breaks("NullPointerException"),
        fault("the queue loses every item that it refuses to compare")
            .in("modern")
            .replace("queue.add(", "if (priority != Integer.MIN_VALUE) queue.add(")
            .caughtByTheRunnerIn("the least and the greatest priority"));
  }
}
