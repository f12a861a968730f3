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
 * A fixed set of warm worker processes for any number of callers.
 *
 * <pre>{@code
 * try (var pool = new WorkerPool(2, JavaCommand.worker(), System.err::println)) {
 *   String fib = pool.call("fib 35", Duration.ofSeconds(1), Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>A worker that dies, gives no answer in time or writes garbage is replaced, and its
 * task is run a second time, so tasks must be idempotent. An interrupt of the caller
 * kills the worker that computes for it, because nothing else stops a computation in
 * another process. A replacement starts only when a caller needs it.
 *
 * <p>Nothing waits forever: a call ends within its wait for a free worker plus two
 * timeouts. Callers may be platform or virtual threads. For a process per task, use
 * {@link Worker} directly.
 */
public final class WorkerPool implements AutoCloseable {

  private final JavaCommand command;
  private final Consumer<String> errorLines;
  private final List<Seat> seats;
  private final BlockingQueue<Seat> free;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** A slot for a worker, held by one caller at a time. */
  private static final class Seat {
    // Written by the holder, and also read by close(), which kills the worker.
    private volatile Worker worker;
  }

  /**
   * Starts the workers without waiting until they are ready.
   *
   * @param size the number of workers, at least 1
   * @param command the process to start for each worker
   * @param errorLines receives each line of the workers' standard error, on several
   *     threads
   * @throws IOException if a process cannot be started; in this case, none is left behind
   */
  public WorkerPool(int size, JavaCommand command, Consumer<String> errorLines) throws IOException {
    if (size < 1) {
      throw new IllegalArgumentException("a pool needs at least 1 worker, not " + size);
    }
    this.command = command;
    this.errorLines = errorLines;
    this.seats = IntStream.range(0, size).mapToObj(i -> new Seat()).toList();
    // Fair to callers, and uses the seats in turn, so that all workers get warm.
    this.free = new ArrayBlockingQueue<>(size, true, seats);
    try {
      for (Seat seat : seats) {
        seat.worker = Worker.start(command, errorLines);
      }
    } catch (Throwable e) {
      close(); // a process or thread could not be started: no earlier worker may be left behind
      throw e;
    }
  }

  /**
   * Runs a task on the next free worker. The first call to a worker also waits for its
   * start.
   *
   * @param task one line, such as {@code fib 35}
   * @param wait how long to wait for a free worker
   * @param timeout how long an answer may take before the worker is killed
   * @return the result, such as {@code 9227465}
   * @throws TimeoutException if no worker was free in time; the task was not run
   * @throws TaskException if the worker rejected the task
   * @throws WorkerException if the task failed on two workers; the first failure is
   *     attached as suppressed
   * @throws InterruptedException if the caller was interrupted; its task no longer runs
   * @throws RejectedExecutionException if the pool was closed before or during the call
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
    // Close the dead one first, so that there is never more than one process per seat.
    if (seat.worker != null) {
      seat.worker.close();
    }
    try {
      seat.worker = Worker.start(command, errorLines);
    } catch (IOException e) {
      throw new WorkerException(e.getMessage(), OptionalInt.empty(), List.of());
    }
    // A close() that did not see this worker has already set the flag.
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

  /** Returns how many tasks can run at the same time. */
  public int size() {
    return seats.size();
  }

  /** Returns the process ids of the workers that are running. */
  public List<Long> pids() {
    return seats.stream()
        .map(seat -> seat.worker)
        .filter(worker -> worker != null && worker.isAlive())
        .map(Worker::pid)
        .toList();
  }

  /**
   * Kills all workers and waits until they and their threads have ended. Calls in progress
   * and waiting calls are rejected. A second close does nothing.
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
    // Each caller returns its seat; a waiting caller does so as soon as it gets one.
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
        interrupted = true; // keep waiting: every call ends soon, because its worker is dead
      }
    }
    free.addAll(empty); // for callers that are just about to wait
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
