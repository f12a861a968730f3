package showcase.recipe.executorclose;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A block ends the executor, or the scope: neither is left while one of its threads runs.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run executor-close --edition modern}
 *
 * <p>Prefer the scope: a failure in its block cancels its forks; an executor waits for
 * them.
 */
final class ExecutorCloseModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    var tasks = new Tasks(transcript);

    // One way: at the end of the block, close() waits until every task has ended.
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    try (executor) {
      List<Future<Long>> results = new ArrayList<>();
      tasks.ending(in).forEach(task -> results.add(executor.submit(task)));
      for (Future<Long> result : results) {
        transcript.say("result", result.get());
      }
    }
    try {
      executor.submit(tasks::late);
    } catch (RejectedExecutionException e) {
      transcript.say("late task", "is rejected");
    }

    // The other: a scope waits at its join. close() cancels what was not joined.
    var scope = new StructuredTaskScope.ShutdownOnFailure();
    try (scope) {
      List<Subtask<Long>> results = new ArrayList<>();
      tasks.ending(in).forEach(task -> results.add(scope.fork(task)));
      scope.join().throwIfFailed();
      results.forEach(result -> transcript.say("result", result.get()));
    }
    try {
      scope.fork(tasks::late);
    } catch (IllegalStateException e) {
      transcript.say("late task", "is rejected");
    }

    // A close that is interrupted, while a task runs that would never end by itself.
    try (var closing = new StructuredTaskScope.ShutdownOnFailure()) {
      closing.fork(() -> closeInterrupted(tasks, transcript));
      closing.join().throwIfFailed();
    }
    tasks.sayWorkersLeft();
  }

  private static Void closeInterrupted(Tasks tasks, Transcript transcript) {
    Thread closer = Thread.currentThread();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.submit(() -> tasks.interrupting(closer));
    }
    // close() throws no InterruptedException: it leaves the interrupt for us to see.
    boolean interrupted = Thread.interrupted();
    String closed = interrupted ? "was interrupted, and has closed" : "has closed";
    transcript.say("closer", closed);
    return null;
  }
}
