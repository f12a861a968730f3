package showcase.fib;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import showcase.engine.Fib;
import showcase.process.JavaCommand;
import showcase.process.WorkerPool;

/**
 * Where long requests are computed, so that they do not keep short ones waiting.
 *
 * <p>Nothing time-slices a virtual thread: as many long computations as there are carriers, and no
 * other virtual thread runs. So they go to threads, or processes, that the system schedules.
 */
public final class Workers implements AutoCloseable {

  /** The kinds of workers. */
  public enum Kind {
    /** The thread that read the request. */
    INLINE,
    /** A virtual thread for each request. */
    VIRTUAL,
    /** As many platform threads as processors. */
    PLATFORM,
    /** A {@link ForkJoinPool} with as many threads as processors. */
    FORKJOIN,
    /** As many worker processes as processors, for what others leave of these. */
    PROCESS
  }

  private final Kind kind;
  private final Limits limits;
  private final WorkerPool processes; // null for the other kinds
  private final ExecutorService executor; // null to compute inline
  private final int atOnce;
  private final Semaphore room;
  private final Set<Computation> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Workers(Kind kind, Limits limits, Consumer<String> log) throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    this.kind = kind;
    this.limits = limits;
    this.atOnce = processors;
    this.room = new Semaphore(processors + limits.maxWaiting());
    this.executor =
        switch (kind) {
          case INLINE -> null;
          case VIRTUAL -> Executors.newVirtualThreadPerTaskExecutor();
          case PLATFORM, PROCESS ->
              Executors.newFixedThreadPool(
                  processors, Thread.ofPlatform().name("fib-worker-", 0).factory());
          case FORKJOIN -> new ForkJoinPool(processors);
        };
    this.processes =
        kind == Kind.PROCESS
            ? new WorkerPool(processors, JavaCommand.worker().inBackground(), log)
            : null;
  }

  /**
   * Starts a computation. Inline, it has ended when this returns.
   *
   * @param whenDone called once when it has ended, by the thread that ended it
   * @throws RejectedExecutionException if as many wait as may
   */
  Computation start(int n, Runnable whenDone) {
    if (!room.tryAcquire()) {
      throw new RejectedExecutionException("busy");
    }
    long deadline = System.nanoTime() + limits.request().toNanos();
    var computation = new Computation(() -> compute(n), deadline, whenDone);
    open.add(computation);
    if (stopping) {
      computation.stop(Refusal.STOPPING);
    }
    if (executor == null) {
      run(computation);
      return computation;
    }
    try {
      executor.execute(() -> run(computation));
    } catch (RejectedExecutionException e) {
      end(computation); // the server is closing
      throw e;
    }
    return computation;
  }

  private long compute(int n) throws Exception {
    if (processes == null) {
      return Fib.interruptibly(n);
    }
    // There is a process for each thread here, and the watch keeps the time: it interrupts this.
    return Long.parseLong(processes.call("fib " + n, limits.request(), limits.request()));
  }

  // The room is given back when the thread is free again, not when a stopped computation says so.
  private void run(Computation computation) {
    try {
      computation.run();
    } finally {
      Thread.interrupted(); // stopped when it had just ended: the next one must not pay for it
      end(computation);
    }
  }

  private void end(Computation computation) {
    open.remove(computation);
    room.release();
  }

  /** Stops the computations whose time is over. Called now and then by the server's watch. */
  void stopOverdue(long now) {
    for (Computation computation : open) {
      if (computation.isDue(now)) {
        computation.stop(Refusal.TIME_LIMIT);
      }
    }
  }

  /** Stops all computations, and those that are asked for later: the server is stopping. */
  void stopAll() {
    stopping = true;
    open.forEach(computation -> computation.stop(Refusal.STOPPING));
  }

  Kind kind() {
    return kind;
  }

  /** Returns the process ids of the workers, if they are processes. */
  List<Long> pids() {
    return processes == null ? List.of() : processes.pids();
  }

  /** Returns how many requests compute or wait for it. */
  int openCount() {
    return open.size();
  }

  int waitingCount() {
    return Math.max(0, open.size() - atOnce);
  }

  @Override
  public void close() {
    stopAll();
    if (executor != null) {
      executor.close();
    }
    if (processes != null) {
      processes.close();
    }
  }
}
