package showcase.catalogue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread of a situation's own that makes one call of an edition's method, as its callers would.
 *
 * @param <T> what the call returns
 */
public final class Actor<T> {
  private static final Set<Thread.State> WAITING =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.BLOCKED);

  private final Thread thread;
  private final Duration patience;
  private volatile Outcome<T> outcome = new Outcome.StillRuns<>();

  /**
   * @param patience how long to wait for what a correct edition does immediately
   */
  Actor(String name, Callable<T> call, Duration patience) {
    this.patience = patience;
    thread = new Thread(() -> outcome = Outcome.of(call), name);
    thread.setDaemon(true); // an edition that never returns must not keep the JVM alive
  }

  /** The thread, for its state and its id. */
  public Thread thread() {
    return thread;
  }

  /** Interrupts the call. */
  public void interrupt() {
    thread.interrupt();
  }

  /**
   * Waits for the end of the call, but no longer than {@link Stage#patience}, without the time for
   * which other programs had all processors.
   */
  public Outcome<T> end() throws InterruptedException {
    FairTime.join(thread, patience); // what the thread did happens-before the return of join
    return outcome;
  }

  /**
   * Waits for the end of the call, even if interrupted, and returns whether it has ended.
   *
   * @param deadline how long to wait, at most, on the time line of {@link System#nanoTime}
   */
  boolean endsBefore(long deadline) {
    boolean interrupted = false;
    while (true) {
      try {
        boolean ended = thread.join(Duration.ofNanos(deadline - System.nanoTime()));
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return ended;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  /**
   * Waits until the thread is seen waiting: for a lock, a condition, a thread or a time.
   *
   * @return false if it ended, or had not begun to wait within {@link Stage#patience}
   */
  public boolean seenWaiting() throws InterruptedException {
    return seenWaiting(patience);
  }

  /** Does the same with a patience of its own. */
  boolean seenWaiting(Duration atMost) throws InterruptedException {
    return WAITING.contains(seenIn(WAITING, atMost));
  }

  /**
   * Waits until the thread is seen in this state. Before a call begins the wait that is claimed of
   * it, its thread may be seen in other states: blocked while a class is loaded, for example.
   *
   * @return the state that it was seen in last: another one if it ended, or was not in this state
   *     within {@link Stage#patience}
   */
  public Thread.State seenIn(Thread.State expected) throws InterruptedException {
    return seenIn(Set.of(expected), patience);
  }

  private Thread.State seenIn(Set<Thread.State> expected, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    Thread.State state = thread.getState();
    while (!expected.contains(state)
        && state != Thread.State.TERMINATED
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(100_000); // no event tells that it waits
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      state = thread.getState();
    }
    return state;
  }
}
