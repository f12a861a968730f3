package showcase.recipe.threadpool;

import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A fixed number of threads that take tasks from a queue with a bound. Its sibling
 * is {@code new ThreadPoolExecutor(n, n, 0, SECONDS, new ArrayBlockingQueue<>(m))},
 * which rejects tasks when full; the queue of {@code newFixedThreadPool} has no
 * bound.
 */
final class ThreadPoolClassic implements TaskPool {
  private final int bound;
  private final Semaphore places; // a task holds one from add() until it has ended
  private final BlockingQueue<Task> queue;
  private final Consumer<? super Throwable> failures;
  private final WorkerThreads workers;
  private volatile boolean closed;

  ThreadPoolClassic(int workers, int queued, Consumer<? super Throwable> failures) {
    this.bound = TaskPool.bound(workers, queued);
    this.places = new Semaphore(bound);
    this.queue = new ArrayBlockingQueue<>(bound);
    this.failures = failures;
    this.workers =
        new WorkerThreads(workers, work -> new Thread(work, "worker"), this::work);
  }

  @Override
  public void add(Task task) throws InterruptedException {
    Objects.requireNonNull(task, "task");
    places.acquire();
    queue.add(task); // never full, since every task in it holds a place
    if (closed && queue.remove(task)) { // no worker is left to take it
      places.release();
      throw new RejectedExecutionException("the pool is closed");
    }
  }

  @Override
  public void awaitAll() throws InterruptedException {
    places.acquire(bound); // they are all free when no task is left
    places.release(bound);
  }

  @Override
  public void close() {
    closed = true;
    workers.close();
    while (queue.poll() != null) { // what nobody takes any more is dropped
      places.release();
    }
  }

  private void work() {
    while (!closed) {
      try {
        run(queue.take());
      } catch (InterruptedException e) {
        // closed, or the last task left its interrupt behind: the loop knows
      } catch (Throwable e) { // failures threw it: this worker goes on
        var worker = Thread.currentThread();
        worker.getUncaughtExceptionHandler().uncaughtException(worker, e);
      }
    }
  }

  private void run(Task task) {
    try {
      task.run();
    } catch (Throwable e) {
      failures.accept(e);
    } finally {
      places.release();
    }
  }
}
