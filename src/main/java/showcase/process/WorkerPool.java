package showcase.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A fixed set of worker processes that stay warm, for any number of callers.
 *
 * <pre>{@code
 * try (var pool = new WorkerPool(2, JavaCommand.worker(), System.err::println)) {
 *   String fib = pool.call("fib 35", Duration.ofSeconds(1), Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>A worker that dies, is silent for too long or writes garbage is replaced, and its
 * task is run again, once: a task must do no harm if it runs twice. An interrupt of the
 * caller kills the worker that computes for it, because nothing else stops a computation
 * in another process. A replacement starts when a caller needs it, not before.
 *
 * <p>Nothing waits for ever: a call ends within its wait for a free worker and two
 * timeouts. Callers may be platform or virtual threads. For a process per task, take
 * {@link Worker} alone.
 */
public final class WorkerPool implements AutoCloseable {

  private final JavaCommand command;
  private final Consumer<String> errorLines;
  private final List<Seat> seats;
  private final BlockingQueue<Seat> free;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** A place for a worker, held by one caller at a time. */
  private static final class Seat {
    // Written by the holder; read by close, too, which kills whatever computes here.
    private volatile Worker worker;
  }

  /**
   * Starts the workers; does not wait until they are up.
   *
   * @param size how many workers, at least 1
   * @param command the process to start for each
   * @param errorLines is given each line of the workers' standard error, by several
   *     threads
   * @throws IOException if a process cannot be started; then none is left
   */
  public WorkerPool(int size, JavaCommand command, Consumer<String> errorLines) throws IOException {
    if (size < 1) {
      throw new IllegalArgumentException("a pool needs at least 1 worker, not " + size);
    }
    this.command = command;
    this.errorLines = errorLines;
    this.seats = IntStream.range(0, size).mapToObj(i -> new Seat()).toList();
    // First come, first served; and seats in turn, so that all workers get warm.
    this.free = new ArrayBlockingQueue<>(size, true, seats);
    try {
      for (Seat seat : seats) {
        seat.worker = Worker.start(command, errorLines);
      }
    } catch (Throwable e) {
      close(); // no process, or no memory for its threads: those before it must not be left
      throw e;
    }
  }

  /**
   * Runs a task on the next free worker. A first call waits for its worker's start as
   * well.
   *
   * @param task one line, such as {@code fib 35}
   * @param wait how long to wait for a free worker
   * @param timeout how long an answer may take before the worker is given up
   * @return the result, such as {@code 9227465}
   * @throws TimeoutException if no worker was free in time; the task was not run
   * @throws TaskException if the worker refused the task
   * @throws WorkerException if the task failed on two workers; the first failure is
   *     suppressed in it
   * @throws InterruptedException if the caller was interrupted; its task no longer runs
   * @throws RejectedExecutionException if the pool is closed, before the call or during
   *     it
   */
  public String call(String task, Duration wait, Duration timeout)
      throws TimeoutException, TaskException, WorkerException, InterruptedException {
    Seat seat = take(wait);
    try {
      rejectIfClosed();
      try {
        return callOn(seat, task, timeout);
      } catch (WorkerException first) {
        rejectIfClosed();
        return callAgain(seat, task, timeout, first);
      }
    } finally {
      free.add(seat);
    }
  }

  private String callAgain(Seat seat, String task, Duration timeout, WorkerException first)
      throws TaskException, WorkerException, InterruptedException {
    try {
      return callOn(seat, task, timeout);
    } catch (WorkerException second) {
      rejectIfClosed();
      second.addSuppressed(first);
      throw second;
    }
  }

  private String callOn(Seat seat, String task, Duration timeout)
      throws TaskException, WorkerException, InterruptedException {
    if (seat.worker == null || !seat.worker.isAlive()) {
      replace(seat);
    }
    return seat.worker.call(task, timeout);
  }

  private void replace(Seat seat) throws WorkerException {
    // The dead one first: there is never more than one process to a seat.
    if (seat.worker != null) {
      seat.worker.close();
    }
    try {
      seat.worker = Worker.start(command, errorLines);
    } catch (IOException e) {
      throw new WorkerException(e.getMessage(), OptionalInt.empty(), List.of());
    }
    // A close that did not see this worker has set the flag before.
    rejectIfClosed();
  }

  private Seat take(Duration wait) throws InterruptedException, TimeoutException {
    rejectIfClosed();
    Seat seat = free.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (seat == null) {
      throw new TimeoutException("no worker was free within " + wait);
    }
    return seat;
  }

  private void rejectIfClosed() {
    if (closed.get()) {
      throw new RejectedExecutionException("the worker pool is closed");
    }
  }

  /** How many tasks can run at the same time. */
  public int size() {
    return seats.size();
  }

  /** The process ids of the workers that run now. */
  public List<Long> pids() {
    return seats.stream()
        .map(seat -> seat.worker)
        .filter(worker -> worker != null && worker.isAlive())
        .map(Worker::pid)
        .toList();
  }

  /**
   * Kills all workers and waits until they and their threads have ended. Calls in
   * progress and waiting ones are rejected. A second close does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    for (Seat seat : seats) {
      if (seat.worker != null) {
        seat.worker.kill();
      }
    }
    // Each caller gives its seat back, a waiting one right after it got it.
    List<Seat> empty = new ArrayList<>();
    boolean interrupted = false;
    while (empty.size() < seats.size()) {
      try {
        Seat seat = free.take();
        if (seat.worker != null) {
          seat.worker.close();
        }
        empty.add(seat);
      } catch (InterruptedException e) {
        interrupted = true; // every call ends soon, for its worker is dead
      }
    }
    free.addAll(empty); // for callers who were just about to wait
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
