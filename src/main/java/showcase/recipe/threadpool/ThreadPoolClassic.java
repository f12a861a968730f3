package showcase.recipe.threadpool;

import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * A fixed number of threads that take tasks from a queue with a bound. Its sibling
 * {@code new ThreadPoolExecutor(n, n, 0, SECONDS, new ArrayBlockingQueue<>(m))}
 * rejects tasks when full; the queue of {@code newFixedThreadPool} has no bound.
 */
final class ThreadPoolClassic implements TaskPool {
  private final Semaphore places; // a task holds one from add() until it has ended
  // Counted separately: acquiring every place would block adds queued behind it.
  private final TaskCount unfinished = new TaskCount();
  private final BlockingQueue<Task> queue;
  private final Consumer<? super Throwable> failures;
  private final WorkerThreads workers;

  ThreadPoolClassic(int workers, int queued, Consumer<? super Throwable> failures) {
    int bound = TaskPool.bound(workers, queued);
    this.places = new Semaphore(bound);
    this.queue = new ArrayBlockingQueue<>(bound);
    this.failures = failures;
    ThreadFactory named = work -> new Thread(work, "worker");
    this.workers = new WorkerThreads(workers, named, this::runNext);
  }

  @Override
  public void add(Task task) throws InterruptedException {
    Objects.requireNonNull(task, "task");
    places.acquire();
    if (workers.areClosed()) {
      places.release();
      throw new RejectedExecutionException("the pool is closed");
    }
    unfinished.increment();
    queue.add(task); // never full, since every task in it holds a place
    if (workers.areClosed()) { // meanwhile: no worker may be left to take it
      dropWaiting();
    }
  }

  @Override
  public void awaitAll() throws InterruptedException {
    unfinished.awaitZero();
  }

  @Override
  public void close() {
    workers.close();
    dropWaiting();
  }

  private void dropWaiting() {
    while (queue.poll() != null) {
      free();
    }
  }

  private void free() {
    unfinished.decrement();
    places.release();
  }

  private void runNext() {
    Task task;
    try {
      task = queue.take();
    } catch (InterruptedException e) {
      return; // closed, or the last task left its thread interrupted
    }
    try {
      task.run();
    } catch (Throwable e) {
      failures.accept(e);
    } finally {
      free();
    }
  }
}
