package showcase.recipe.event;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

/**
 * Not planted, because nobody outside can see it: {@code if} for {@code while} in the wait without
 * a timeout. Only {@code set} signals, so only a spurious wake-up would show it.
 */
class EventRecipeTest {
  private static final String RESETTABLE = "ResettableEvent.java";
  private static final String RENEWABLE = "RenewableEvent.java";

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        EventRecipe.RECIPE,
        fault("signal for signalAll")
            .in("classic")
            .file(RESETTABLE)
            .replace("changed.signalAll();", "changed.signal();")
            .breaks("all pass when it is set"),
        fault("a lost wake-up: a flag without a count")
            .in("classic")
            .file(RESETTABLE)
            .replace("      settings++;\n", "")
            .breaks("all that waited pass, every time"),
        fault("if for while")
            .in("classic")
            .file(RESETTABLE)
            .replace(
                "while (!set && settings == before) {\n        if (left <= 0) {",
                "if (!set && settings == before) {\n        if (left <= 0) {")
            .breaks("false when the time is up, and not before"),
        fault("it is never cleared")
            .in("classic")
            .file(RESETTABLE)
            .replace("      set = false;\n", "")
            .breaks("once it is cleared, a thread waits"),
        fault("a wait that cannot be interrupted")
            .in("classic")
            .file(RESETTABLE)
            .replace("        changed.await();", "        changed.awaitUninterruptibly();")
            .breaks("InterruptedException within a second"),
        fault("the latch opens before the value is there")
            .in("classic")
            .replace("        this.value = value;\n", "")
            .replace("happened.countDown();", "happened.countDown();\n        this.value = null;")
            .breaks("all get the value"),
        fault("the second value counts")
            .in("classic")
            .replace("if (happened.getCount() > 0)", "if (true)")
            .breaks("a second value or failure changes nothing"),
        fault("a failure is lost")
            .in("classic")
            .replace("        this.cause = cause;\n", "")
            .breaks("each thread gets it: checked, unchecked or Error"),
        fault("a timeout is taken for the event")
            .in("classic")
            .replace(
                "throw new TimeoutException(\"not within \" + timeout.toMillis() + \" ms\");", "")
            .breaks("TimeoutException when the time is up, and not before"),
        fault("no new future: it is never cleared")
            .in("modern")
            .file(RENEWABLE)
            .replace("current.compareAndSet(old, new CompletableFuture<>());", "")
            .breaks("once it is cleared, a thread waits"),
        fault("a new future at each clear: threads wait for the old one for ever")
            .in("modern")
            .file(RENEWABLE)
            .replace("if (old.isDone())", "if (true)")
            .breaks("the thread that waits passes when it is set"),
        fault("a new future at each set: a lost wake-up")
            .in("modern")
            .file(RENEWABLE)
            .replace(
                "current.getAndUpdate(future -> future).complete(null);",
                "var done = new CompletableFuture<Void>();\n    done.complete(null);\n"
                    + "    current.set(done);")
            .breaks("all pass when it is set"),
        fault("join for get: a wait that cannot be interrupted")
            .in("modern")
            .file(RENEWABLE)
            .replace(
                "      current.get().get(); //",
                "      current.get().join(); if (false) throw"
                    + " new ExecutionException(null); //")
            .breaks("InterruptedException within a second"),
        fault("join for get: a wait that cannot be interrupted")
            .in("modern")
            .replace("return happened.get();", "return happened.join();")
            .breaks("InterruptedException within a second"),
        fault("the second value counts")
            .in("modern")
            .replace("happened.complete(value);", "happened.obtrudeValue(value);")
            .breaks("a second value or failure changes nothing"),
        fault("a failure is lost")
            .in("modern")
            .replace(
                "happened.completeExceptionally(new CompletionException(cause));",
                "happened.complete(null);")
            .breaks("each thread gets it: checked, unchecked or Error"),
        fault("a CompletionException comes out as its own cause")
            .in("modern")
            .replace("(new CompletionException(cause));", "(cause);")
            .breaks("each thread gets it: checked, unchecked or Error"),
        fault("a failure without a cause lets all pass")
            .in("classic")
            .replace("Objects.requireNonNull(cause, \"cause\")", "cause")
            .breaks("NullPointerException, and the event has not happened"),
        fault("a failure without a cause fails all")
            .in("modern")
            .replace("      Objects.requireNonNull(cause, \"cause\");\n", "")
            .breaks("NullPointerException, and the event has not happened"),
        fault("one timeout ends all waits")
            .in("modern")
            .replace(
                "happened.get(NANOSECONDS.convert(timeout), NANOSECONDS);",
                "happened.orTimeout(NANOSECONDS.convert(timeout), NANOSECONDS).get();")
            .breaks("the others still wait, and get the value"));
  }
}
