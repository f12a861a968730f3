package showcase.recipe.roundrobin;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class RoundRobinRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        RoundRobinRecipe.RECIPE,
        fault("the generator in front stays in front")
            .in("classic", "modern")
            .replace("    Queue<Generator<T>> ready", "    java.util.Deque<Generator<T>> ready")
            .replace("ready.add(generator);", "ready.addFirst(generator);")
            .breaks("they take turns until both are done"),
        fault("a generator that is done is not reported")
            .in("classic", "modern")
            .replace("output.done();", "")
            .breaks("the first is done at once, the second after its value"),
        fault("the first value is left out")
            .in("classic")
            .replace("      n++;\n", "      n = Math.max(n + 1, 2);\n")
            .breaks("they take turns until both are done"),
        fault("the last value is left out")
            .in("modern")
            .replace("n <= sequence.length()", "n < sequence.length()")
            .breaks("they take turns until both are done"),
        fault("the next value is computed ahead")
            .in("classic")
            .replace(
                "      return Optional.of(sequence.term().compute(n));",
                "      T value = sequence.term().compute(n);\n"
                    + "      if (n < sequence.length()) sequence.term().compute(n + 1);\n"
                    + "      return Optional.of(value);")
            .breaks("nothing is computed before its turn"),
        fault("the next value is computed ahead")
            .in("modern")
            .file("Generator.java")
            .replace("wanted = new Semaphore(0)", "wanted = new Semaphore(1)")
            .breaks("nothing is computed before its turn"),
        fault("the interrupt is not looked for")
            .in("classic")
            .replace("Thread.interrupted()", "Thread.currentThread() == null")
            .breaks("InterruptedException within a second"),
        fault("the interrupt is swallowed")
            .in("classic")
            .replace("    while (!ready.isEmpty()) {", "    try { while (!ready.isEmpty()) {")
            .replace(
                "        output.done();\n      }\n    }",
                "        output.done();\n"
                    + "      }\n"
                    + "    } } catch (InterruptedException e) { return; }")
            .breaks("InterruptedException within a second"),
        fault("a failing term ends its generator without a word")
            .in("classic")
            .replace(
                "      return Optional.of(sequence.term().compute(n));",
                "      try { return Optional.of(sequence.term().compute(n)); }\n"
                    + "      catch (RuntimeException | Error e) { return Optional.empty(); }")
            .breaks("the caller gets what the term threw, itself or as the cause"),
        fault("a failing term ends its generator without a word")
            .in("modern")
            .file("Generator.java")
            .replace("failure = e;", "")
            .breaks("the caller gets what the term threw, itself or as the cause"),
        fault("an Error is not passed on, and its consumer waits for ever")
            .in("modern")
            .file("Generator.java")
            .replace("catch (Throwable e)", "catch (Exception e)")
            .breaks("the caller gets what the term threw, itself or as the cause"),
        fault("the generators are not closed")
            .in("modern")
            .replace("generators.forEach(Generator::close);", "")
            .caughtByTheRunnerIn("the output throws at the third value"),
        fault("close does not wait for the thread")
            .in("modern")
            .file("Generator.java")
            .replace("    host.close();", "")
            .breaks("no task runs when it is thrown"),
        fault("close does not interrupt")
            .in("modern")
            .file("Generator.java")
            .replace("    host.shutdownNow();\n", "")
            .breaks("InterruptedException within a second"),
        fault("the body does not learn that it is closed")
            .in("modern")
            .file("Generator.java")
            .replace("    closed = true;\n", "")
            .breaks("nothing more is computed"),
        fault("the generator ends without telling its consumer")
            .in("modern")
            .file("Generator.java")
            .replace(
                "    value = Optional.empty();\n    given.release();",
                "    value = Optional.empty();")
            .breaksOrStopsBefore("they take turns until both are done"));
  }
}
