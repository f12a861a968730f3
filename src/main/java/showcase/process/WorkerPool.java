package showcase.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import showcase.process.WorkerException.Failure;

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
 * task is run again, so tasks must be idempotent: a second time, or up to five times if
 * the workers died, which may be no fault of the task. A worker that does not start,
 * for instance because the system is out of processes or memory, has not had the task:
 * the call takes another worker that is free, or tries to start one five times within
 * some two seconds. An interrupt of the caller kills
 * the worker that computes for it, because nothing else stops a computation in another
 * process. A replacement starts only when a caller needs it.
 *
 * <p>Each failure of a worker goes to the log in one line, with the exit code and the
 * worker's last words, whether or not the call succeeds in the end.
 *
 * <p>Nothing waits forever: a call ends within its wait for a free worker plus five
 * timeouts, the time of failed starts, and the end of the workers that it kills. Callers
 * may be platform or virtual threads. For a process per task, use {@link Worker} directly.
 */
public final class WorkerPool implements AutoCloseable {

  private static final int MAX_DEATHS = 5;
  private static final int MAX_WRONG_ANSWERS = 2;

  private final JavaCommand command;
  private final Consumer<String> log;
  private final List<Seat> seats;
  private final BlockingQueue<Seat> free;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  // The pauses between them, 0.1 to 0.8 s, add up to 1.5 s.
  private static final int MAX_FAILED_STARTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 50;

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
   * @param log receives each line of the workers' standard error, and a line for each
   *     failure of a worker, on several threads
   * @throws IOException if a process cannot be started; in this case, none is left behind
   */
  public WorkerPool(int size, JavaCommand command, Consumer<String> log) throws IOException {
    if (size < 1) {
      throw new IllegalArgumentException("a pool needs at least 1 worker, not " + size);
    }
    this.command = command;
    this.log = log;
    this.seats = IntStream.range(0, size).mapToObj(i -> new Seat()).toList();
    // Fair to callers, and uses the seats in turn, so that all workers get warm.
    this.free = new ArrayBlockingQueue<>(size, true, seats);
    try {
      for (Seat seat : seats) {
        seat.worker = Worker.start(command, log);
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
   * @throws WorkerException if the task failed on as many workers as it may, in which case
   *     the earlier failures are attached as suppressed, or if no worker could be started
   * @throws InterruptedException if the caller was interrupted; its task no longer runs
   * @throws RejectedExecutionException if the pool was closed before or during the call
   */
  public String call(String task, Duration wait, Duration timeout)
      throws TimeoutException, TaskException, WorkerException, InterruptedException {
    Seat seat = take(wait);
    List<WorkerException> runs = new ArrayList<>(); // those that failed
    int failedStarts = 0;
    try {
      while (true) {
        rejectIfClosed();
        try {
          return worker(seat).call(task, timeout);
        } catch (WorkerException e) {
          rejectIfClosed();
          seat.worker = null; // it has ended, and has been closed
          log.accept(e.getMessage());
          boolean again =
              switch (e.failed()) {
                case START -> ++failedStarts < MAX_FAILED_STARTS;
                case DEATH -> runs.size() + 1 < MAX_DEATHS;
                case ANSWER -> runs.size() + 1 < MAX_WRONG_ANSWERS;
              };
          if (!again) {
            runs.forEach(e::addSuppressed);
            throw e;
          }
          if (e.failed() == Failure.START) {
            seat = another(seat, FIRST_PAUSE_MILLIS << failedStarts);
          } else {
            runs.add(e);
          }
        }
      }
    } finally {
      free.add(seat);
    }
  }

  /** Exchanges a seat for a free one whose worker is alive, or returns the same after a pause. */
  private Seat another(Seat seat, long pauseMillis) throws InterruptedException {
    Seat other = free.poll();
    if (other != null && other.worker != null && other.worker.isAlive()) {
      free.add(seat);
      return other;
    }
    if (other != null) {
      free.add(other);
    }
    closing.await(pauseMillis, TimeUnit.MILLISECONDS);
    return seat;
  }

  /** Returns the worker of this seat, or a new one if it has died or was killed. */
  private Worker worker(Seat seat) throws WorkerException, InterruptedException {
    Worker last = seat.worker;
    if (last != null && last.isAlive()) {
      return last;
    }
    // Close the dead one first, so that there is never more than one process per seat.
    if (last != null) {
      last.diedIdle().ifPresent(death -> log.accept(death.getMessage()));
      last.close();
    }
    try {
      seat.worker = Worker.start(command, log);
    } catch (IOException | OutOfMemoryError e) {
      // No process, or no thread for its pipes.
      String why = "a worker could not be started: " + e.getMessage();
      throw new WorkerException(why, Failure.START, OptionalInt.empty(), List.of());
    }
    // A close() that did not see this worker has already set the flag.
    rejectIfClosed();
    return seat.worker;
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
    closing.countDown();
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
