package showcase.fib;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

  // Longer than any server runs.
  private static final int IDLE_DAYS = 10_000;

  private static final Duration NEVER = Duration.ofNanos(Limits.NEVER_NANOS);

  private static final int START_SECONDS = 10;
  private static final int END_SECONDS = 5;

  private final Kind kind;
  private final Limits limits;
  private final WorkerPool processes; // null for the other kinds
  private final ExecutorService executor; // null to compute inline
  private final int atOnce;
  private final Semaphore room;
  private final Set<Computation> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * Starts the workers, so that no request has to start one.
   *
   * @param failed receives the reason if a thread of the workers ends unexpectedly
   * @throws OutOfMemoryError if the system refuses a thread
   */
  Workers(Kind kind, Limits limits, Consumer<String> log, Consumer<Throwable> failed)
      throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    this.kind = kind;
    this.limits = limits;
    this.atOnce = processors;
    this.room = new Semaphore(processors + limits.maxWaiting());
    this.executor =
        switch (kind) {
          case INLINE -> null;
          case VIRTUAL -> Executors.newVirtualThreadPerTaskExecutor();
          case PLATFORM, PROCESS -> threads(processors, failed);
          case FORKJOIN -> forkJoin(processors);
        };
    try {
      this.processes =
          kind == Kind.PROCESS
              ? new WorkerPool(processors, JavaCommand.worker().inBackground(), log)
              : null;
    } catch (Throwable e) {
      executor.shutdownNow();
      throw e;
    }
  }

  // All threads start here: a pool whose thread cannot start accepts tasks that nobody runs.
  private static ExecutorService threads(int size, Consumer<Throwable> failed) {
    var threads =
        Thread.ofPlatform()
            .name("fib-worker-", 0)
            .uncaughtExceptionHandler((thread, reason) -> failed.accept(reason))
            .factory();
    var pool =
        new ThreadPoolExecutor(
            size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    try {
      pool.prestartAllCoreThreads();
      return pool;
    } catch (Throwable e) {
      pool.shutdownNow();
      throw e;
    }
  }

  // A ForkJoinPool starts a thread when it gets a task, and ends it when it has been idle for long.
  // So as many tasks as threads wait for each other here, and no thread is idle for too long.
  private static ExecutorService forkJoin(int size) throws IOException {
    var pool =
        new ForkJoinPool(
            size,
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            null,
            false,
            size,
            size,
            0,
            null,
            IDLE_DAYS,
            TimeUnit.DAYS);
    var started = new CountDownLatch(size);
    try {
      for (int i = 0; i < size; i++) {
        pool.submit(() -> {
          started.countDown();
          return started.await(START_SECONDS, TimeUnit.SECONDS);
        });
      }
      if (!started.await(START_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the threads of the ForkJoinPool do not start");
      }
      return pool;
    } catch (InterruptedException e) {
      pool.shutdownNow();
      throw new InterruptedIOException();
    } catch (Throwable e) {
      pool.shutdownNow();
      throw e;
    }
  }

  /**
   * Starts a computation. With inline workers, it has ended when this method returns.
   *
   * @param client the client that waits for it
   * @param whenDone called once when it has ended, by the thread that ended it
   * @throws RejectedExecutionException if too many requests are waiting, or if there is no thread or
   *     memory for this one
   */
  Computation start(int n, WaitingClient client, Runnable whenDone) {
    long deadline = System.nanoTime() + limits.request().toNanos();
    var computation = new Computation(() -> compute(n), client, deadline, whenDone);
    if (!room.tryAcquire()) {
      throw new RejectedExecutionException("busy");
    }
    try {
      open.add(computation);
      if (stopping) {
        computation.stop(Refusal.STOPPING);
      }
      if (executor == null) {
        run(computation);
      } else {
        executor.execute(() -> run(computation));
      }
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      computation.abandon(); // it may be in a queue all the same
      end(computation);
      throw new RejectedExecutionException("busy", e);
    }
    return computation;
  }

  private long compute(int n) throws Exception {
    if (processes == null) {
      return Fib.interruptibly(n);
    }
    // There is a process for each thread here, and the watch thread enforces the time limit, by an
    // interrupt. A limit of the pool's would be a second one, which knows nothing of late ticks.
    return Long.parseLong(processes.call("fib " + n, NEVER, NEVER));
  }

  // The permit is released when the thread is free again, not when a computation is cancelled. If
  // no thread has begun with it, none will.
  private void run(Computation computation) {
    try {
      computation.run();
    } catch (OutOfMemoryError e) {
      // It has ended, but whenDone may not have been able to say so.
    } finally {
      Thread.interrupted(); // a late interrupt must not stop the thread's next computation
      end(computation);
    }
  }

  private void end(Computation computation) {
    if (computation.stopCounting()) {
      room.release();
      open.remove(computation);
    }
  }

  /** Stops the computations whose time is over. Called by the server's watch thread. */
  void stopOverdue(long now) {
    stop(computation -> computation.isDue(now), Refusal.TIME_LIMIT);
  }

  /** Stops the computations whose client has left. Called by the server's watch thread. */
  void stopUnwanted(long now, Resets resets) {
    stop(computation -> computation.isUnwanted(now, resets), Refusal.VANISHED);
  }

  private void stop(Predicate<Computation> which, Refusal reason) {
    for (Computation computation : open) {
      try {
        if (which.test(computation)) {
          computation.stop(reason);
          if (!computation.hasBegun()) {
            end(computation);
          }
        }
      } catch (OutOfMemoryError e) {
        // it is looked at again at the next tick, and the other ones now
      }
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
      end(executor);
    }
    if (processes != null) {
      processes.close();
    }
  }

  // All computations have been stopped. Not executor.close(): it waits however long this takes.
  private static void end(ExecutorService executor) {
    executor.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      executor.shutdownNow();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
