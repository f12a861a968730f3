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
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * An executor closed by hand: no more tasks, wait for those it has, and interrupt them
 * only if this wait is interrupted.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run executor-close --edition classic}
 *
 * <p>Prefer {@code close()} from Java 19 on: it is what {@code closeByHand} is here.
 */
final class ExecutorCloseClassic implements Edition {
  private static final int POOL_SIZE = 3;

  private final Queue<Thread> workers = new ConcurrentLinkedQueue<>();

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    // One way: ask for the results, then close. Without finally, a failure would leave
    // the workers behind, waiting for tasks for ever.
    ExecutorService pool = Executors.newFixedThreadPool(POOL_SIZE);
    try {
      tell(submitAll(in, pool), transcript);
    } finally {
      closeByHand(pool);
    }
    submitLate(pool, transcript);

    // The other: close, then ask. What was submitted before the close is done all the
    // same.
    ExecutorService another = Executors.newFixedThreadPool(POOL_SIZE);
    List<Future<Long>> results;
    try {
      results = submitAll(in, another);
    } finally {
      closeByHand(another);
    }
    tell(results, transcript);
    submitLate(another, transcript);

    // A close that is interrupted, while a task runs that would never end by itself.
    var closer = new Thread(() -> closeInterrupted(transcript), "closer");
    closer.start();
    closer.join();
    ExecutorCloseRecipe.sayWorkers(workers, transcript);
  }

  private static void closeByHand(ExecutorService pool) throws InterruptedException {
    pool.shutdown(); // takes no more, but does what it has
    try {
      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      pool.shutdownNow(); // interrupts what runs, and drops what waits
      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      throw e;
    }
  }

  private void closeInterrupted(Transcript transcript) {
    Thread closer = Thread.currentThread();
    ExecutorService pool = Executors.newFixedThreadPool(POOL_SIZE);
    pool.submit(() -> interrupt(closer, transcript));
    try {
      closeByHand(pool);
      transcript.say("closer", "has closed");
    } catch (InterruptedException e) {
      transcript.say("closer", "was interrupted, and has closed");
    }
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

  private List<Future<Long>> submitAll(Arguments in, ExecutorService pool) {
    int n = in.get(ExecutorCloseRecipe.N);
    List<Future<Long>> results = new ArrayList<>();
    for (int task = 0; task < in.get(ExecutorCloseRecipe.TASKS); task++) {
      results.add(pool.submit(() -> compute(n)));
    }
    return results;
  }

  private long compute(int n) throws InterruptedException {
    workers.add(Thread.currentThread());
    return Fib.interruptibly(n);
  }

  private static void tell(List<Future<Long>> results, Transcript transcript)
      throws InterruptedException, ExecutionException {
    for (Future<Long> result : results) {
      transcript.say("result", result.get());
    }
  }

  private static void submitLate(ExecutorService closed, Transcript transcript) {
    try {
      closed.submit(() -> transcript.say("late task", "runs"));
    } catch (RejectedExecutionException e) {
      transcript.say("late task", "is rejected");
    }
  }
}
