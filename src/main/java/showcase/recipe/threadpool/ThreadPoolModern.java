package showcase.recipe.threadpool;

import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * No pool: a virtual thread for each task, and a semaphore that lets a few run. It
 * uses an executor, because a {@code StructuredTaskScope} belongs to one block of
 * code and one thread. Prefer a scope if all tasks are added by the method that
 * waits for them.
 */
final class ThreadPoolModern implements TaskPool {
  private final Semaphore places; // a task holds one from add() until it has ended
  private final Semaphore turns; // and one of these while it runs
  // Counted separately: acquiring every place would block adds queued behind it.
  private final TaskCount unfinished = new TaskCount();
  private final Consumer<? super Throwable> failures;
  private final ExecutorService threads;

  ThreadPoolModern(int workers, int queued, Consumer<? super Throwable> failures) {
    int bound = TaskPool.bound(workers, queued);
    this.places = new Semaphore(bound);
    this.turns = new Semaphore(workers, true); // fair: first come, first served
    this.failures = failures;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  @Override
  public void add(Task task) throws InterruptedException {
    Objects.requireNonNull(task, "task");
    places.acquire();
    unfinished.increment();
    try {
      threads.execute(() -> run(task));
    } catch (Throwable e) { // closed, or no thread could be started
      free();
      throw e;
    }
  }

  @Override
  public void awaitAll() throws InterruptedException {
    unfinished.awaitZero();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }

  private void free() {
    unfinished.decrement();
    places.release();
  }

  private void run(Task task) {
    try {
      turns.acquire();
      try {
        if (!threads.isShutdown()) { // close may interrupt this thread later
          task.run();
        }
      } catch (Throwable e) {
        failures.accept(e);
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      // the pool was closed before its turn came: the task is dropped
    } finally {
      free();
    }
  }
}
