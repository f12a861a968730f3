package showcase.recipe.executorclose;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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
import showcase.engine.Fib;

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
  private final Queue<Thread> workers = new ConcurrentLinkedQueue<>();

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    int n = in.get(ExecutorCloseRecipe.N);
    int tasks = in.get(ExecutorCloseRecipe.TASKS);

    // One way: at the end of the block, close() waits until every task has ended.
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    try (executor) {
      List<Future<Long>> results = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        results.add(executor.submit(() -> compute(n)));
      }
      for (Future<Long> result : results) {
        transcript.say("result", result.get());
      }
    }
    try {
      executor.submit(() -> transcript.say("late task", "runs"));
    } catch (RejectedExecutionException e) {
      transcript.say("late task", "is rejected");
    }

    // The other: a scope waits at its join. Its close() cancels what it did not wait for.
    StructuredTaskScope<Long, Void> scope = StructuredTaskScope.open();
    try (scope) {
      List<Subtask<Long>> results = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        results.add(scope.fork(() -> compute(n)));
      }
      scope.join();
      results.forEach(result -> transcript.say("result", result.get()));
    }
    try {
      scope.fork(() -> transcript.say("late task", "runs"));
    } catch (IllegalStateException e) {
      transcript.say("late task", "is rejected");
    }

    // A close that is interrupted, while a task runs that would never end by itself.
    try (var closing = StructuredTaskScope.open()) {
      closing.fork(() -> closeInterrupted(transcript));
      closing.join();
    }
    ExecutorCloseRecipe.sayWorkers(workers, transcript);
  }

  private Void closeInterrupted(Transcript transcript) {
    Thread closer = Thread.currentThread();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.submit(() -> interrupt(closer, transcript));
    }
    // close() throws no InterruptedException: it leaves the interrupt for us to see.
    boolean interrupted = Thread.interrupted();
    String closed = interrupted ? "was interrupted, and has closed" : "has closed";
    transcript.say("closer", closed);
    return null;
  }

  private Void interrupt(Thread closer, Transcript transcript)
      throws InterruptedException {
    workers.add(Thread.currentThread());
    closer.interrupt(); // if it is on its way to its wait, the interrupt is there first
    try {
      new CountDownLatch(1).await(); // nobody counts down: only an interrupt ends this
    } catch (InterruptedException e) {
      transcript.say("task", "is cancelled");
      throw e;
    }
    return null;
  }

  private long compute(int n) throws InterruptedException {
    workers.add(Thread.currentThread());
    return Fib.interruptibly(n);
  }
}
