package showcase.recipe.futureerrors;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class FutureErrorsRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        FutureErrorsRecipe.RECIPE,
        fault("the callback gets a wrapper")
            .in("classic")
            .file("ObservedTask.java")
            .replace("new Ending(State.FAILED, e.getCause())", "new Ending(State.FAILED, e)")
            .breaks("the callback gets the very exception, once"),
        fault("the callback gets a wrapper")
            .in("modern")
            .replace(
                "callback.accept(future.exceptionNow());",
                "callback.accept(new java.util.concurrent.CompletionException(e));")
            .breaks("the callback gets the very exception, once"),
        fault("the callback gets what a stage gets")
            .in("modern")
            .replace(
                "future.whenComplete((result, e)",
                "future.thenApply(x -> x).whenComplete((result, e)")
            .replace("callback.accept(future.exceptionNow());", "callback.accept(e);")
            .breaks("the callback gets the very exception, once"),
        fault("the callback is not called")
            .in("classic")
            .file("ObservedTask.java")
            .replace("      callback.accept(ending.failure());\n", "")
            .breaks("the callback gets the very exception, once"),
        fault("the callback is not waited for")
            .in("modern")
            .replace("return observed.get();", "return future.get();")
            .breaks("the callback gets the very exception, once"),
        fault("the callback is called, whether the task failed or not")
            .in("classic")
            .file("ObservedTask.java")
            .replace("if (ending.state() == State.FAILED) {", "if (ending != null) {")
            .breaks("a cancelled task has not failed: the callback is not called"),
        fault("the callback is called for a cancelled task, too")
            .in("modern")
            .replace("if (future.state() == State.FAILED) {", "if (e != null) {")
            .replace("callback.accept(future.exceptionNow());", "callback.accept(e);")
            .breaks("a cancelled task has not failed: the callback is not called"),
        fault("the callback runs in another thread")
            .in("modern")
            .replace("future.whenComplete(", "future.whenCompleteAsync(")
            .breaks("the callback runs in the task's thread"),
        fault("the caller gets null in place of the failure")
            .in("classic")
            .replace(
                "return future.get(); //",
                "return future.state() == FutureTask.State.FAILED ? null : future.get(); //")
            .breaks("the caller gets it as the cause"),
        fault("an Error is not passed on, and its caller waits for ever")
            .in("modern")
            .replace("catch (Throwable e)", "catch (Exception e)")
            .breaks("the caller gets it as the cause"),
        fault("a failure does not cancel the others")
            .in("classic")
            .replace("failure -> cancelAll(futures)", "failure -> { }")
            .breaks("the others are reported as cancelled, without a failure"),
        fault("a failure does not cancel the others")
            .in("modern")
            .replace("subtask -> subtask.state() == Subtask.State.FAILED", "subtask -> false")
            .replaceOn21(
                "new StructuredTaskScope.ShutdownOnFailure()", "new StructuredTaskScope<Object>()")
            .breaks("the others are reported as cancelled, without a failure"),
        fault("a cancelled task is reported as failed")
            .in("classic")
            .file("ObservedTask.java")
            .replace("new Ending(State.CANCELLED, null)", "new Ending(State.FAILED, e)")
            .breaks("the others are reported as cancelled, without a failure"),
        fault("a cancelled task is reported as failed")
            .in("modern")
            .replace("new Ending(State.CANCELLED, null)", "new Ending(State.FAILED, null)")
            .breaks("the others are reported as cancelled, without a failure"),
        fault("the others are cancelled but not interrupted")
            .in("classic")
            .replace("future.cancel(true)", "future.cancel(false)")
            .breaks("the others are interrupted"),
        fault("the threads are not waited for")
            .in("classic")
            .replace("while (!pool.isTerminated())", "while (pool == null)")
            .breaks("no task runs when it is thrown"),
        fault("the task is not interrupted")
            .in("modern")
            .replace("executor.shutdownNow(); //", "//")
            .breaks("InterruptedException within a second"),
        fault("the failure is lost")
            .in("modern")
            .replace(
                "new Ending(State.FAILED, subtask.exception())", "new Ending(State.FAILED, null)")
            .breaks("it is reported with its exception"),
        fault("a second interrupt is lost")
            .in("classic")
            .replace("interrupted = true;", "")
            .breaks("the second interrupt is kept"));
  }
}
