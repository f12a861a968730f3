package showcase.recipe.fibserver;

import java.nio.channels.SelectableChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/**
 * Straight-line code that can stop, say what it waits for, and go on later.
 *
 * <p>It has a virtual thread of its own, but runs only inside {@link #next}: the
 * caller waits there, so only one of the two runs at a time. The semaphores also
 * order memory: each of the two sees what the other did before it handed over.
 */
final class Task implements AutoCloseable {

  /** What a task waits for, in a selector's terms. */
  record Wait(SelectableChannel channel, int ops) {}

  /** The code, which may stop at each {@link Task#await}. */
  interface Code {
    void run(Task task) throws Exception;
  }

  private final Semaphore resumed = new Semaphore(0);
  private final Semaphore paused = new Semaphore(0);
  private final FutureTask<Wait> body;
  private final Thread thread;
  private volatile boolean closed;
  private Wait wait;

  Task(Code code) {
    body =
        new FutureTask<>(() -> {
          code.run(this);
          return null;
        });
    thread =
        Thread.ofVirtual()
            .start(() -> {
              resumed.acquireUninterruptibly(); // a closed task still cleans up
              body.run(); // keeps what the code throws
              paused.release();
            });
  }

  /**
   * Runs the task until it waits, and returns for what; null if it has ended. An
   * interrupt of the caller closes the task.
   */
  Wait next() throws InterruptedException, ExecutionException {
    resumed.release();
    try {
      paused.acquire();
    } catch (InterruptedException e) {
      close(); // or the two would run at the same time
      throw e;
    }
    return body.isDone() ? body.get() : wait;
  }

  /** Called by the task: stops it until it is run again. */
  void await(SelectableChannel channel, int ops) throws InterruptedException {
    if (!closed) {
      wait = new Wait(channel, ops);
      paused.release();
      resumed.acquire();
    }
    if (closed) { // also where the code has caught the interrupt
      throw new InterruptedException("the task was closed");
    }
  }

  /** Interrupts the task where it is, and waits for its end. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    resumed.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      close(); // waits again: its thread must not be left behind
      Thread.currentThread().interrupt();
    }
  }
}
