package showcase.fib;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that the workers compute. It ends with a number or a refusal, and can be stopped. */
final class Computation extends FutureTask<Long> {

  // Null when it has ended: one that was stopped before it began may stay in a queue, and must not
  // keep its session there.
  private volatile WaitingClient client;
  private volatile Runnable whenDone;

  private final long deadline;
  private final AtomicBoolean counted = new AtomicBoolean(true);
  private volatile Refusal stoppedFor = Refusal.TIME_LIMIT;
  private volatile boolean abandoned;
  private volatile boolean begun;

  /**
   * @param client the client that waits for it
   * @param deadline the time when it must be stopped, as a value of {@link System#nanoTime}
   * @param whenDone called once, by the thread that ends it
   */
  Computation(Callable<Long> task, WaitingClient client, long deadline, Runnable whenDone) {
    super(task);
    this.client = client;
    this.deadline = deadline;
    this.whenDone = whenDone;
  }

  @Override
  public void run() {
    begun = true;
    super.run();
  }

  /** Returns whether a thread has begun to compute it. */
  boolean hasBegun() {
    return begun;
  }

  @Override
  protected void done() {
    Runnable last = whenDone;
    client = null;
    whenDone = null;
    if (!abandoned) {
      last.run();
    }
  }

  /** Ends it without a word to {@code whenDone}, because it could not be started. */
  void abandon() {
    abandoned = true;
    cancel(true);
  }

  /** Returns true at the first call, for the workers to stop counting it once. */
  boolean stopCounting() {
    return counted.compareAndSet(true, false);
  }

  boolean isDue(long now) {
    return now - deadline >= 0;
  }

  boolean isUnwanted(long now, Resets resets) {
    WaitingClient waiting = client;
    return waiting != null && waiting.hasLeft(now, resets);
  }

  /** Stops it, whether it waits or computes. If it computes, its thread is interrupted. */
  void stop(Refusal reason) {
    if (!isCancelled()) {
      stoppedFor = reason; // before cancel, because a thread in await() reads it afterwards
      cancel(true);
    }
  }

  /** Waits for the end. Returns the reason for the refusal, or null if there is a result. */
  Refusal await() throws InterruptedException {
    try {
      get();
      return null;
    } catch (CancellationException e) {
      return stoppedFor;
    } catch (ExecutionException e) {
      return Refusal.WORKER_FAILED;
    }
  }
}
