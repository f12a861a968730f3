package showcase.recipe.threadpool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/** Threads that all repeat the same work until they are closed. */
public final class WorkerThreads implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Starts the threads. If one of them cannot be started, those before it are
   * ended.
   *
   * @param count how many threads
   * @param factory makes the threads
   * @param work what each of them repeats; it returns soon after an interrupt. What
   *     it throws goes to the thread's uncaught-exception handler, and the thread
   *     goes on.
   */
  public WorkerThreads(int count, ThreadFactory factory, Runnable work) {
    try {
      for (int i = 0; i < count; i++) {
        Thread thread = factory.newThread(() -> repeat(work));
        threads.add(Objects.requireNonNull(thread)); // a factory may return null
        thread.start(); // last, so that no started thread is forgotten
      }
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  private void repeat(Runnable work) {
    while (!closed) {
      try {
        work.run();
      } catch (Throwable e) {
        var worker = Thread.currentThread();
        worker.getUncaughtExceptionHandler().uncaughtException(worker, e);
      }
    }
  }

  /** Returns whether {@link #close} was called. */
  public boolean areClosed() {
    return closed;
  }

  /**
   * Interrupts the threads and waits for their end. An interrupt of the caller is
   * kept.
   */
  @Override
  public void close() {
    closed = true; // before the interrupts, because the work may swallow them
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // keep waiting, and restore the interrupt below
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
