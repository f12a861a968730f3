package showcase.recipe.executorclose;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

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

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    var tasks = new Tasks(transcript);

    // One way: ask for the results, then close. Without finally, a failure would leave
    // the workers behind, waiting for tasks for ever.
    ExecutorService pool = Executors.newFixedThreadPool(POOL_SIZE);
    try {
      List<Future<Long>> results = tasks.ending(in).stream().map(pool::submit).toList();
      for (Future<Long> result : results) {
        transcript.say("result", result.get());
      }
    } finally {
      closeByHand(pool);
    }
    tryLate(tasks, pool, transcript);

    // The other: close, then ask. What was submitted before it is done all the same.
    ExecutorService another = Executors.newFixedThreadPool(POOL_SIZE);
    List<Future<Long>> results;
    try {
      results = tasks.ending(in).stream().map(another::submit).toList();
    } finally {
      closeByHand(another);
    }
    for (Future<Long> result : results) {
      transcript.say("result", result.get());
    }
    tryLate(tasks, another, transcript);

    // A close that is interrupted, while a task runs that would never end by itself.
    var closer = new Thread(() -> closeInterrupted(tasks, transcript), "closer");
    closer.start();
    closer.join();
    tasks.sayWorkersLeft();
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

  private static void closeInterrupted(Tasks tasks, Transcript transcript) {
    Thread closer = Thread.currentThread();
    ExecutorService pool = Executors.newFixedThreadPool(POOL_SIZE);
    pool.submit(() -> tasks.interrupting(closer));
    try {
      closeByHand(pool);
      transcript.say("closer", "has closed");
    } catch (InterruptedException e) {
      transcript.say("closer", "was interrupted, and has closed");
    }
  }

  private static void tryLate(Tasks tasks, ExecutorService pool, Transcript transcript) {
    try {
      pool.submit(tasks::late);
    } catch (RejectedExecutionException e) {
      transcript.say("late task", "is rejected");
    }
  }
}
