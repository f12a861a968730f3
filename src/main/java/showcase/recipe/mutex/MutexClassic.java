package showcase.recipe.mutex;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Platform threads, and two locks: {@code ReentrantLock} and {@code synchronized}.
 *
 * <p>Prefer {@code synchronized} for a few plain statements, {@code ReentrantLock}
 * if a waiting thread must be interruptible, and {@code AtomicLong} for one number.
 */
final class MutexClassic implements Mutex {
  private final ReentrantLock lock = new ReentrantLock();
  private final Object monitor = new Object();

  @Override
  public void inExclusion(List<Section> sections)
      throws InterruptedException, ExecutionException {
    List<Callable<Void>> guarded = new ArrayList<>();
    for (Section section : sections) {
      guarded.add(() -> {
        lock.lockInterruptibly(); // before the try: no unlock if it throws
        try {
          section.run();
        } finally {
          lock.unlock(); // also if the section throws
        }
        return null;
      });
    }
    runAll(guarded);
  }

  @Override
  public <T> void collect(List<Callable<T>> tasks, Consumer<? super T> results)
      throws InterruptedException, ExecutionException {
    List<Callable<Void>> guarded = new ArrayList<>();
    for (Callable<T> task : tasks) {
      guarded.add(() -> {
        T result = task.call(); // outside the lock: tasks run at the same time
        synchronized (monitor) { // this wait cannot be interrupted
          results.accept(result);
        }
        return null;
      });
    }
    runAll(guarded);
  }

  private static void runAll(List<Callable<Void>> tasks)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      for (Future<Void> done : pool.invokeAll(tasks)) { // passes an interrupt on
        done.get(); // throws what the task threw, as the cause
      }
    } finally {
      end(pool);
    }
  }

  /** Waits until no task runs; restores the interrupt if one comes meanwhile. */
  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
