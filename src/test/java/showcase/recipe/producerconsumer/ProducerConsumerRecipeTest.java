package showcase.recipe.producerconsumer;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class ProducerConsumerRecipeTest {
  private static final String BUFFER = "BoundedBuffer.java";
  private static final String NO_ITEM = "no item is lost, and none is consumed twice";
  private static final String FULL = "the buffer fills up, and holds no item too many";
  private static final String THE_END = "every consumer learns of the end, and the call returns";
  private static final String CONSUMER_FAILS =
      "the caller gets that failure: checked, unchecked or Error";
  private static final String OTHERS = "no producer and no other consumer goes on or stays blocked";

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        ProducerConsumerRecipe.RECIPE,
        fault("room for one more")
            .in("classic")
            .replace(
                "BoundedBuffer<Optional<T>>(capacity)", "BoundedBuffer<Optional<T>>(capacity + 1)")
            .breaks(FULL),
        fault("room for one more")
            .in("modern")
            .replace(
                "ArrayBlockingQueue<Optional<T>>(capacity)",
                "ArrayBlockingQueue<Optional<T>>(capacity + 1)")
            .breaks(FULL),
        fault("a buffer without a bound")
            .in("modern")
            .replace(
                "new ArrayBlockingQueue<Optional<T>>(capacity)",
                "new java.util.concurrent.LinkedBlockingQueue<Optional<T>>()")
            .breaks(FULL),
        fault("a buffer of one")
            .in("modern")
            .replace(
                "ArrayBlockingQueue<Optional<T>>(capacity)", "ArrayBlockingQueue<Optional<T>>(1)")
            .breaks(FULL),
        fault("if for while: a consumer finds nothing")
            .in("classic")
            .file(BUFFER)
            .replace("while (items.isEmpty())", "if (items.isEmpty())")
            .breaksOrStopsBefore(NO_ITEM),
        fault("if for while: a producer finds no room")
            .in("classic")
            .file(BUFFER)
            .replace("while (items.size() == capacity)", "if (items.size() == capacity)")
            .breaks("the buffer never holds more than its capacity"),
        fault("a put wakes those that wait for room")
            .in("classic")
            .file(BUFFER)
            .replace("notEmpty.signal();", "notFull.signal();")
            .breaksOrStopsBefore(NO_ITEM),
        fault("a take wakes those that wait for an item")
            .in("classic")
            .file(BUFFER)
            .replace("notFull.signal();", "notEmpty.signal();")
            .breaksOrStopsBefore(NO_ITEM),
        fault("the last in is the first out")
            .in("classic")
            .file(BUFFER)
            .replace("Queue<E> items", "ArrayDeque<E> items")
            .replace("items.add(item)", "items.push(item)")
            .breaks("a consumer gets the items of one producer in their order"),
        fault("a wait for room that cannot be interrupted")
            .in("classic")
            .file(BUFFER)
            .replace("notFull.await();", "notFull.awaitUninterruptibly();")
            .breaks(OTHERS),
        fault("an end marker too few")
            .in("classic", "modern")
            .replace("i < consumers.size(); i++", "i < consumers.size() - 1; i++")
            .breaks(THE_END),
        fault("the end is told before all has been put")
            .in("classic")
            .replace("        producing.await();\n", "")
            .breaksOrStopsBefore(NO_ITEM),
        fault("the end is told before all has been put")
            .in("modern")
            .replace("        produceAll(producers, buffer);\n", "")
            .replace(
                "        return null;\n      });\n      consuming.join()",
                "        produceAll(producers, buffer);\n        return null;\n      });\n"
                    + "      consuming.join()")
            .breaksOrStopsBefore(NO_ITEM),
        fault("the tasks are waited for in the order in which they were started")
            .in("classic")
            .replace(
                "new ExecutorCompletionService<Void>(threads);",
                "new Object() {\n"
                    + "        final List<java.util.concurrent.Future<Void>> all ="
                    + " new java.util.ArrayList<>();\n"
                    + "        void submit(java.util.concurrent.Callable<Void> task) {\n"
                    + "          all.add(threads.submit(task));\n        }\n      };")
            .replace("ended.take().get();", "ended.all.get(i).get();")
            .breaks(OTHERS),
        fault("the failure stays in its future")
            .in("classic")
            .replace("ended.take().get();", "ended.take();")
            .breaks(CONSUMER_FAILS),
        fault("one failure does not end the others")
            .in("modern")
            .replace(
                "var consuming = StructuredTaskScope.open()",
                "var consuming = StructuredTaskScope.open("
                    + "StructuredTaskScope.Joiner.<Object>awaitAll())")
            .replaceOn21(
                "var consuming = new StructuredTaskScope.ShutdownOnFailure()",
                "var consuming = new StructuredTaskScope<Object>()")
            .replaceOn21("consuming.join().throwIfFailed();", "consuming.join();")
            .replaceOn27(
                "var consuming = StructuredTaskScope.open()",
                "var consuming = StructuredTaskScope.open("
                    + "StructuredTaskScope.Joiner.<Object>allUntil(it -> false))")
            .breaks(CONSUMER_FAILS),
        fault("the producers stay in their scope when a consumer fails")
            .in("modern")
            .replace(
                "      producing.join();",
                "      while (true) {\n        try {\n          for (var p : producers) {\n"
                    + "            Thread.sleep(10);\n          }\n          producing.join();\n"
                    + "          break;\n        } catch (InterruptedException e) {\n"
                    + "          // goes on\n        }\n      }")
            .replaceOn21(
                "      producing.join().throwIfFailed();",
                "      while (true) {\n        try {\n          for (var p : producers) {\n"
                    + "            Thread.sleep(10);\n          }\n"
                    + "          producing.join().throwIfFailed();\n"
                    + "          break;\n        } catch (InterruptedException e) {\n"
                    + "          // goes on\n        }\n      }")
            .breaks(OTHERS),
        fault("a failure or an interrupt leaves the threads behind")
            .in("classic")
            .replace("      end(threads);\n", "      threads.shutdown();\n")
            .breaks(OTHERS),
        fault("an interrupt that comes as the threads end is swallowed")
            .in("classic")
            .replace("      Thread.currentThread().interrupt();\n", "")
            .breaks("the interrupt is kept, or thrown"),
        fault("the threads are interrupted, and not waited for")
            .in("classic")
            .replace("      end(threads);\n", "      threads.shutdownNow();\n")
            .breaks("no task runs when it is thrown"));
  }
}
