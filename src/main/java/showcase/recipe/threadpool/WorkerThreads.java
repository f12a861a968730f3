package showcase.recipe.threadpool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Threads that all do the same work, and start and end together. */
public final class WorkerThreads implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts the threads. If one of them cannot be started, those before it are
   * ended.
   *
   * @param count how many threads
   * @param factory makes the threads
   * @param work what each of them does; it returns soon after an interrupt
   */
  public WorkerThreads(int count, ThreadFactory factory, Runnable work) {
    try {
      for (int i = 0; i < count; i++) {
        Thread thread = factory.newThread(work);
        thread.start();
        threads.add(thread);
      }
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  /**
   * Interrupts the threads and waits for their end. An interrupt of the caller is
   * kept.
   */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // wait on, and tell the caller afterwards
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
