package showcase.recipe.executorclose;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import showcase.catalogue.Arguments;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/** What both editions run on their executors. It remembers the threads that it ran in. */
final class Tasks {
  /** How long a worker that has nothing more to do may take to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Queue<Thread> workers = new ConcurrentLinkedQueue<>();
  private final Transcript transcript;

  Tasks(Transcript transcript) {
    this.transcript = transcript;
  }

  /** Tasks that end by themselves, each with a result. */
  List<Callable<Long>> ending(Arguments in) {
    int n = in.get(ExecutorCloseRecipe.N);
    return Collections.nCopies(in.get(ExecutorCloseRecipe.TASKS), () -> fib(n));
  }

  private long fib(int n) throws InterruptedException {
    workers.add(Thread.currentThread());
    return Fib.interruptibly(n);
  }

  /** A task that interrupts whoever waits for it, and would itself never end. */
  Void interrupting(Thread waiting) throws InterruptedException {
    workers.add(Thread.currentThread());
    waiting.interrupt(); // it may be still on its way to its wait, and finds it there
    try {
      new CountDownLatch(1).await(); // nobody counts down: only an interrupt ends this
    } catch (InterruptedException e) {
      transcript.say("task", "is cancelled");
      throw e;
    }
    return null;
  }

  /** A task that comes too late. */
  Void late() {
    transcript.say("late task", "runs");
    return null;
  }

  /**
   * Says how many of the threads are alive; each gets the time to leave its last line.
   */
  void sayWorkersLeft() throws InterruptedException {
    int left = 0;
    for (Thread worker : workers) {
      left += worker.join(PATIENCE) ? 0 : 1;
    }
    transcript.say("workers left", left);
  }
}
