package showcase.recipe.threadpool;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A fixed number of daemon threads that take tasks from a queue with a bound, until closed.
 *
 * <p>Prefer {@code Executors.newFixedThreadPool}, which hands results and failures back in futures.
 * This is what is inside such a pool, and it has what that one lacks: a wait for all tasks that
 * leaves the pool open for more.
 *
 * <p>Memory: what a thread did before it added a task <i>happens-before</i> the task, and what the
 * tasks did <i>happens-before</i> {@link #awaitAll} returns.
 */
public final class WorkerPool implements AutoCloseable {
  private final int bound;
  private final BlockingQueue<Runnable> queue;
  private final List<Thread> workers;
  private final Consumer<Throwable> onFailure;

  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition(); // pending or closed
  private int pending; // added and not yet ended; guarded by lock
  private boolean closed; // guarded by lock

  /**
   * Starts the workers.
   *
   * @param size how many, at least 1; as many tasks again may wait in the queue
   * @param onFailure is told, by the worker, what a task threw; must not throw itself
   * @throws IllegalArgumentException if the size is less than 1
   */
  public WorkerPool(int size, Consumer<Throwable> onFailure) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, not " + size);
    }
    this.bound = 2 * size;
    this.queue = new ArrayBlockingQueue<>(bound);
    this.onFailure = onFailure;
    this.workers =
        IntStream.range(0, size)
            .mapToObj(i -> Thread.ofPlatform().daemon().name("worker-" + i).unstarted(this::work))
            .toList();
    workers.forEach(Thread::start);
  }

  /**
   * Hands a task over; waits while the workers and the queue are full.
   *
   * @throws RejectedExecutionException if the pool is closed, or gets closed meanwhile
   * @throws InterruptedException if interrupted while waiting; then the task was not added
   */
  public void add(Runnable task) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && pending == bound) {
        changed.await();
      }
      if (closed) {
        throw new RejectedExecutionException("the pool is closed");
      }
      queue.add(task); // never full: it holds no more than is pending
      pending++;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until every task that was added has ended, or failed.
   *
   * @throws IllegalStateException if the pool was closed before that
   * @throws InterruptedException if interrupted while waiting
   */
  public void awaitAll() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && pending > 0) {
        changed.await();
      }
      if (pending > 0) {
        throw new IllegalStateException("closed before %d tasks had ended".formatted(pending));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more tasks, drops those that wait, interrupts those that run, and returns when the
   * workers have ended. An interrupt of the caller is kept for later. Not to be called by a task.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    workers.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!isClosed()) {
      try {
        runOne(queue.take());
      } catch (InterruptedException e) {
        // closed, or a task left its thread's interrupt status set: the loop sees which
      }
    }
  }

  /** A task may throw what it likes: the worker reports it, and lives on for the next one. */
  private void runOne(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      onFailure.accept(e);
    } finally {
      lock.lock();
      try {
        pending--;
        changed.signalAll(); // those who add and those who wait for the end share it
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
