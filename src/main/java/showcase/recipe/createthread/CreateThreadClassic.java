package showcase.recipe.createthread;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A platform thread for each worker. If a worker fails, the uncaught-exception
 * handler gets the exception, the other workers go on, and the caller is not told.
 *
 * <p>Prefer an {@code ExecutorService} for many short tasks: each platform thread
 * takes a kernel thread and a stack of its own.
 */
final class CreateThreadClassic implements CreateThread {
  // The kernel's limit on threads is shared with all other programs.
  private static final int MOST = 10_000;

  // A subclass: run is the work, and the fields are its arguments.
  private static final class Worker extends Thread {
    private final Work work;
    private final int number;

    Worker(Work work, int number) {
      super("worker-" + number);
      this.work = work;
      this.number = number;
    }

    @Override
    public void run() {
      perform(work, number);
    }
  }

  @Override
  public void firstWay(int workers, Work work) throws InterruptedException {
    runAll(workers, n -> new Worker(work, n));
  }

  // A task for a plain thread: the usual choice, as an executor can run it, too.
  @Override
  public void secondWay(int workers, Work work) throws InterruptedException {
    runAll(workers, n -> new Thread(() -> perform(work, n), "worker-" + n));
  }

  // A factory: one place for names, priorities and handlers. Executors take one.
  @Override
  public void thirdWay(int workers, Work work) throws InterruptedException {
    var count = new AtomicInteger();
    ThreadFactory factory =
        task -> new Thread(task, "worker-" + count.incrementAndGet());
    runAll(workers, n -> factory.newThread(() -> perform(work, n)));
  }

  private static void perform(Work work, int worker) {
    try {
      work.run(worker);
    } catch (InterruptedException e) {
      // Only Threads interrupts this thread, and the thread ends here.
    }
  }

  private static void runAll(int workers, IntFunction<Thread> creator)
      throws InterruptedException {
    if (workers > MOST) {
      throw new IllegalArgumentException(
          "%,d platform threads; at most %,d are started".formatted(workers, MOST));
    }
    Threads.runAll(workers, n -> {
      Thread thread = creator.apply(n);
      thread.start();
      return thread;
    });
  }
}
