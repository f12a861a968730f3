package showcase.report;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Runs one recipe at a time, in a thread of its own. Two at once would take processors from each
 * other, and would count each other's threads.
 *
 * <p>It is a platform thread, and so are all others of the live server: an edition may keep all
 * carriers busy, and must be stopped nevertheless.
 */
final class OneRun implements AutoCloseable {
  /** More than the runner gives an edition to end after it was interrupted. */
  private static final Duration TO_END = Duration.ofSeconds(15);

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("live-run").factory());
  private Ongoing current; // guarded by this; null before the first run
  private boolean closed; // guarded by this

  /**
   * Does something before the first run, which waits for it.
   *
   * @param preparation must end when it is interrupted
   */
  void prepare(Runnable preparation) {
    thread.execute(preparation);
  }

  /**
   * Starts a run.
   *
   * @param name what runs
   * @param work runs it; must end when it is interrupted
   * @throws RefusedException if another run is in progress
   */
  synchronized Ongoing start(String name, Callable<String> work) throws RefusedException {
    if (closed) {
      throw new RefusedException(503, "the server is ending");
    }
    if (current != null && !current.hasEnded()) {
      throw new RefusedException(409, "another run is in progress: " + current.name);
    }
    var run = new Ongoing(name, work);
    thread.execute(run);
    current = run;
    return run;
  }

  /** The run that is in progress, if there is one. */
  synchronized Optional<Ongoing> current() {
    return Optional.ofNullable(current).filter(run -> !run.hasEnded());
  }

  /** Stops the run that is in progress, and waits until it has ended. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    current().ifPresent(Ongoing::stop);
    thread.shutdownNow();
    try {
      thread.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A run, from its start to its end. */
  static final class Ongoing implements Runnable {
    private final String name;
    private final FutureTask<String> work;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Ongoing(String name, Callable<String> work) {
      this.name = name;
      this.work = new FutureTask<>(work);
    }

    @Override
    public void run() {
      try {
        work.run();
      } finally {
        ended.countDown();
      }
    }

    String name() {
      return name;
    }

    /** Interrupts it. It may take some time to end. */
    void stop() {
      work.cancel(true);
    }

    /** Waits until it has ended, for so long at most, and returns whether it has. */
    boolean ends(Duration within) throws InterruptedException {
      return ended.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean hasEnded() {
      return ended.getCount() == 0;
    }

    /**
     * What the work returned; empty if it was stopped.
     *
     * @throws ExecutionException if it failed
     */
    Optional<String> result() throws InterruptedException, ExecutionException {
      try {
        return Optional.of(work.get());
      } catch (CancellationException e) {
        return Optional.empty();
      }
    }
  }
}
