package showcase.recipe.createthread;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class CreateThreadRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        CreateThreadRecipe.RECIPE,
        fault("one thread does all the work and renames itself")
            .in("classic")
            .replace(
                "runAll(workers, n -> new Worker(work, n));",
                """
                runAll(Math.min(1, workers), x -> new Thread(() -> {
                  for (int n = 1; n <= workers; n++) {
                    Thread.currentThread().setName("worker-" + n);
                    perform(work, n);
                  }
                }));
                """)
            .breaks("each has a thread of its own"),
        fault("one thread does all the work and renames itself")
            .in("modern")
            .replace(
                "Threads.runAll(workers, n -> builder.start(() -> perform(work, n)));",
                """
                Threads.runAll(Math.min(1, workers), x -> builder.start(() -> {
                  for (int n = 1; n <= workers; n++) {
                    Thread.currentThread().setName("worker-" + n);
                    perform(work, n);
                  }
                }));
                """)
            .breaks("each has a thread of its own"),
        fault("the threads run one after the other")
            .in("modern")
            .replace(
                "n -> builder.start(() -> perform(work, n))",
                "n -> { Thread t = builder.start(() -> perform(work, n)); try { t.join(); } catch"
                    + " (InterruptedException e) { t.interrupt(); } return t; }")
            .breaks("all are at work at the same time"),
        fault("the work is done in the calling thread")
            .in("classic")
            .replace("thread.start();", "thread.run();")
            .breaks("each has a thread of its own"),
        fault("nobody waits for the threads")
            .in("classic", "modern")
            .file("Threads.java")
            .replace(
                "      for (Thread thread : threads) {\n"
                    + "        thread.join();\n"
                    + "      }\n"
                    + "    } finally {\n"
                    + "      end(threads);\n",
                "    } finally {\n")
            .breaks("none is alive when the call ends"),
        fault("the scope is not waited for")
            .in("modern")
            .replace(
                "    try (var scope =\n        StructuredTaskScope",
                "    var scope =\n        StructuredTaskScope")
            .replace("cf.withThreadFactory(factory))) {", "cf.withThreadFactory(factory)); {")
            .replace("      scope.join();\n", "")
            .replaceOn21(
                "    try (var scope = new StructuredTaskScope.ShutdownOnFailure(null, factory)) {",
                "    var scope = new StructuredTaskScope.ShutdownOnFailure(null, factory); {")
            .replaceOn21("      scope.join().throwIfFailed();\n", "")
            .breaks("none is alive when the call ends"),
        fault("the subclass gives no name")
            .in("classic")
            .replace("super(\"worker-\" + number);", "")
            .breaks("each thread has the name that it was given"),
        fault("the task's thread gets no name")
            .in("classic")
            .replace(", \"worker-\" + n)", ")")
            .breaks("each thread has the name that it was given"),
        fault("the factory counts from 0")
            .in("classic")
            .replace("count.incrementAndGet()", "count.getAndIncrement()")
            .breaks("each thread has the name that it was given"),
        fault("the builder gives no name")
            .in("modern")
            .replace("ofVirtual().name(\"worker-\", 1);", "ofVirtual();")
            .breaks("each thread has the name that it was given"),
        fault("the factory counts from 0")
            .in("modern")
            .replace("name(\"worker-\", 1).factory()", "name(\"worker-\", 0).factory()")
            .breaks("each thread has the name that it was given"),
        fault("every worker gets the same number")
            .in("classic")
            .replace(
                "factory.newThread(() -> perform(work, n))",
                "factory.newThread(() -> perform(work, 1))")
            .breaks("each worker runs once, with its own number"),
        fault("every worker gets the same number")
            .in("modern")
            .replace("work.run(worker);\n          return", "work.run(1);\n          return")
            .breaks("each worker runs once, with its own number"),
        fault("a failure is swallowed")
            .in("classic", "modern")
            .replace(
                "catch (InterruptedException e)",
                "catch (InterruptedException | RuntimeException e)")
            .breaks("the caller or the uncaught-exception handler gets the failure"),
        fault("the threads are not interrupted")
            .in("classic", "modern")
            .file("Threads.java")
            .replace("threads.forEach(Thread::interrupt);", "")
            .breaks("InterruptedException within a second"),
        fault("the threads are interrupted but not waited for")
            .in("classic", "modern")
            .file("Threads.java")
            .replace("while (thread.isAlive())", "while (thread == null)")
            .breaks("no task runs when it is thrown"),
        fault("too many threads are refused without a word")
            .in("classic")
            .replace(
                "    if (workers > MOST) {\n"
                    + "      throw new IllegalArgumentException(\n"
                    + "          \"%,d platform threads; at most %,d are"
                    + " started\".formatted(workers, MOST));",
                "    if (workers > MOST) {\n      return;")
            .breaks("all are at work at the same time, or the call says why not"),
        fault("a second interrupt is lost")
            .in("classic", "modern")
            .file("Threads.java")
            .replace("interrupted = true;", "")
            .breaks("the second interrupt is kept"));
  }
}
