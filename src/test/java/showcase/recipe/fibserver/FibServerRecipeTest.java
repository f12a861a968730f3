package showcase.recipe.fibserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.recipe.Faults;

/**
 * Not planted, because nobody outside can see it: {@code TCP_NODELAY}, which changes only when an
 * answer leaves; the close of a client for which there is no memory; the first wait of the
 * scheduler's conversation, before a read that would find nothing and wait then; and the platform
 * edition's {@code select}, without which it would accept in a busy loop.
 */
class FibServerRecipeTest {
  private static final String ANSWERED =
      "each client gets its answers in the order of its requests";
  private static final String ENDS = "each connection ends when its client has left";
  private static final String REPORTED = "the uncaught-exception handler gets each failure";
  private static final String OTHERS_GO_ON = "the other connections are still served";
  private static final String STILL_SERVED = "a client that was there is still served";
  private static final String WHOLE = "it gets every answer, whole";
  private static final String MEANWHILE = "another client is served meanwhile";
  private static final String STOPS = "it throws InterruptedException, and nothing else went wrong";
  private static final String ALL_CLOSED = "every connection is closed";
  private static final String PORT_CLOSED = "nobody listens on the port";
  private static final String NONE_RUNS = "no task runs when it is thrown";

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        FibServerRecipe.RECIPE,
        fault("an answer half sent is dropped")
            .in("selector")
            .file("SelectorConnection.java")
            .replace("!answer.hasRemaining() && (request", "(request")
            .breaks(WHOLE),
        fault("nobody waits until the client takes more")
            .in("selector")
            .file("SelectorConnection.java")
            .replace("answer.hasRemaining() ? OP_WRITE : OP_READ", "OP_READ")
            .breaks(WHOLE),
        fault("the handler's failure is rethrown")
            .in("selector")
            .file("SelectorConnection.java")
            .replace("client.close(); // rethrown", "if (e != null) { throw e; } //")
            .breaksOrStopsBefore(OTHERS_GO_ON),
        fault("the connection of a handler that throws stays open")
            .in("selector")
            .file("SelectorConnection.java")
            .replace("client.close(); // rethrown", "//")
            .breaks("its own connection is closed, after the answers before it"),
        fault("the handler's failure is swallowed")
            .in("selector")
            .file("SelectorConnection.java")
            .replace("thread.getUncaughtExceptionHandler().uncaughtException(thread, e);", "")
            .breaks(REPORTED),
        fault("a broken connection ends the server")
            .in("selector")
            .file("SelectorConnection.java")
            .replace("client.close(); // the client broke", "throw e; //")
            .breaksOrStopsBefore(STILL_SERVED),
        fault("the client's end is not seen")
            .in("selector")
            .file("SelectorConnection.java")
            .replace("        client.close();\n        return;\n", "        return;\n")
            .breaks(ENDS),
        fault("the connections are left open")
            .in("selector")
            .replace("key.channel().close();", "")
            .breaks(ALL_CLOSED),
        fault("an interrupt is not looked for")
            .in("selector")
            .replace("Thread.interrupted()", "selector == null")
            .breaks("InterruptedException within a second"),
        fault("the listener is left open")
            .in("selector")
            .replace("try (listener;\n        var selector", "try (var selector")
            .replace(
                "          key.channel().close();",
                "if (key.channel() != listener) key.channel().close();")
            .breaks(PORT_CLOSED),
        fault("the listener is left open")
            .in("platform", "virtual")
            .replace("try (listener;\n        var selector", "try (var selector")
            .breaks(PORT_CLOSED),
        fault("the listener is left open")
            .in("scheduler")
            .replace("try (listener;\n        var scheduler", "try (var scheduler")
            .breaks(PORT_CLOSED),
        fault("a client that does not read keeps all others out")
            .in("scheduler")
            .replace("task.await(client, OP_WRITE);", "")
            .breaks(MEANWHILE),
        fault("an answer half sent is dropped")
            .in("scheduler")
            .replace("while (answer.hasRemaining()) {", "{")
            .breaks(WHOLE),
        fault("the handler's failure is rethrown")
            .in("scheduler")
            .replace("uncaughtException(thread, e);", "uncaughtException(thread, e); throw e;")
            .breaksOrStopsBefore(OTHERS_GO_ON),
        fault("the handler's failure is swallowed")
            .in("scheduler", "virtual")
            .replace("thread.getUncaughtExceptionHandler().uncaughtException(thread, e);", "")
            .breaks(REPORTED),
        fault("the connections are left open")
            .in("scheduler")
            .file("Scheduler.java")
            .replace("tasks.forEach(Task::close);", "")
            .breaks(ALL_CLOSED),
        fault("an interrupt waits for the handler")
            .in("scheduler")
            .file("Task.java")
            .replace(
                "      paused.acquire();\n    } catch (InterruptedException e) {",
                "      paused.acquireUninterruptibly();\n"
                    + "      if (thread == null) { throw new InterruptedException(); }\n"
                    + "    } catch (InterruptedException e) {")
            .breaks(STOPS),
        fault("a task is closed but not waited for")
            .in("scheduler")
            .file("Task.java")
            .replace("thread.join();", "if (thread == null) { thread.join(); }")
            .breaks(NONE_RUNS),
        fault("one connection at a time")
            .in("platform")
            .replace("Executors.newCachedThreadPool()", "Executors.newFixedThreadPool(1)")
            .breaks(ANSWERED),
        fault("one connection at a time")
            .in("virtual")
            .replace("scope.fork(() -> converse(client, handler));", "converse(client, handler);")
            .breaks(ANSWERED),
        fault("a connection is left open after its end")
            .in("platform", "virtual", "scheduler")
            .replace("    try (client) {", "    try {")
            .breaks(ENDS),
        fault("a failure is kept where nobody asks for it")
            .in("platform")
            .replace("threads.execute(", "threads.submit(")
            .breaks(REPORTED),
        fault("the connections are not interrupted")
            .in("platform")
            .replace("threads.shutdownNow();", "threads.shutdown();")
            .breaks(STOPS),
        fault("the connections are not waited for")
            .in("platform")
            .replace(
                "threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);",
                "threads.awaitTermination(0, TimeUnit.NANOSECONDS);")
            .breaks(NONE_RUNS),
        fault("one failure ends all connections: the default policy")
            .in("virtual")
            .replace("StructuredTaskScope.open(Joiner.awaitAll())", "StructuredTaskScope.open()")
            .replace("uncaughtException(thread, e);", "uncaughtException(thread, e); throw e;")
            .replaceOn21(
                "new StructuredTaskScope<Void>()", "new StructuredTaskScope.ShutdownOnFailure()")
            .replaceOn21("uncaughtException(thread, e);", "uncaughtException(thread, e); throw e;")
            .replaceOn27(
                "StructuredTaskScope.open(new AwaitAll())",
                "StructuredTaskScope.open("
                    + "Joiner.awaitAllSuccessfulOrThrow(java.util.concurrent.CompletionException::new))")
            .replaceOn27("uncaughtException(thread, e);", "uncaughtException(thread, e); throw e;")
            .breaks(OTHERS_GO_ON),
        fault("an interrupt is not looked for")
            .in("virtual")
            .replace("while (!Thread.currentThread().isInterrupted()) {", "while (scope != null) {")
            .breaks(STOPS),
        fault("the scope is left without a join")
            .in("virtual")
            .replace("scope.join(); //", "//")
            .breaks(STOPS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "41", "99999999999", "1 2", "fib"})
  void badRequestsAreRefused(String line) throws InterruptedException {
    assertEquals(FibAnswer.REFUSAL, new FibAnswer().answer(line));
  }
}
