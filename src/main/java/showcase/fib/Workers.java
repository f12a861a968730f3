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
 * Computes long requests, so that they do not keep short ones waiting.
 *
 * <p>Virtual threads are not time-sliced: if there are as many long computations as carriers, no
 * other virtual thread runs. So long requests go to threads or processes that the operating system
 * schedules.
 */
public final class Workers implements AutoCloseable {

  /** The kinds of workers. */
  public enum Kind {
    /** The thread that reads the request. */
    INLINE,
    /** A virtual thread for each request. */
    VIRTUAL,
    /** As many platform threads as processors. */
    PLATFORM,
    /** A {@link ForkJoinPool} with as many threads as processors. */
    FORKJOIN,
    /** As many worker processes as processors; they use only time that nothing else needs. */
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
   * Starts a computation. With inline workers, it has ended when this method returns.
   *
   * @param client the client that waits for it
   * @param whenDone called once when it has ended, by the thread that ended it
   * @throws RejectedExecutionException if too many requests are waiting
   */
  Computation start(int n, WaitingClient client, Runnable whenDone) {
    if (!room.tryAcquire()) {
      throw new RejectedExecutionException("busy");
    }
    long deadline = System.nanoTime() + limits.request().toNanos();
    var computation = new Computation(() -> compute(n), client, deadline, whenDone);
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
    // There is a process for each thread here. The watch thread enforces the time limit by an
    // interrupt.
    return Long.parseLong(processes.call("fib " + n, limits.request(), limits.request()));
  }

  // The permit is released when the thread is free again, not when a computation is cancelled. If no
  // thread has begun with it, none will.
  private void run(Computation computation) {
    try {
      computation.run();
    } finally {
      Thread.interrupted(); // a late interrupt must not stop the thread's next computation
      end(computation);
    }
  }

  private void end(Computation computation) {
    if (open.remove(computation)) {
      room.release();
    }
  }

  /**
   * Stops the computations whose time is over or whose client has left. Called periodically by the
   * server's watch thread.
   */
  void stopNeedless(long now, Resets resets) {
    for (Computation computation : open) {
      if (computation.isDue(now)) {
        stop(computation, Refusal.TIME_LIMIT);
      } else if (computation.isForNobody(now, resets)) {
        stop(computation, Refusal.VANISHED);
      }
    }
  }

  private void stop(Computation computation, Refusal reason) {
    computation.stop(reason);
    if (!computation.hasBegun()) {
      end(computation);
    }
  }

  /** Stops all computations, including those requested later, because the server is stopping. */
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

  /** Returns how many requests are being computed or waiting. */
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
