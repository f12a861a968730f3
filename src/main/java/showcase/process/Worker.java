package showcase.process;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One worker process and the two pipes to it: a task goes in as a line, its answer comes
 * back as a line. A caller that has many tasks takes a {@link WorkerPool}.
 *
 * <p>A worker is used by one caller at a time. Whatever goes wrong in a call, be it a
 * death, a timeout, garbage or an interrupt of the caller, the process is killed, and the
 * call returns after the process has ended: between calls a worker is either idle and
 * well, or dead, and {@link #isAlive} tells which. {@link #close} leaves no process,
 * thread or descriptor.
 *
 * <p>The pipes are read by two platform threads, although this is waiting. A read from a
 * pipe cannot be interrupted, and a virtual thread in it holds its carrier: the JDK adds
 * carriers instead, up to 256, and with 300 such readers no other virtual thread ran
 * until a pipe ended (JDK 21.0.13 and 25.0.3). The callers wait on a future, which any
 * thread may do and be interrupted in.
 *
 * <p>The flags, {@link JavaCommand#SHORT_LIVED}, were chosen by these medians of 30
 * starts each, from start to first answer, interleaved (2026-11, two cores, from the
 * packed jar; the last column is fib(44) in a worker that is up):
 *
 * <pre>
 *                                    JDK 25.0.3       JDK 21.0.13      fib(44), 25 / 21
 * an empty program (to its end)      39 ms            35 ms
 * no flags                           62 ms   43 MiB   44 ms   42 MiB   1.24 / 1.21 s
 * SerialGC                           62 ms   42 MiB   42 ms   40 MiB
 * SerialGC, no perf data (chosen)    58 ms   42 MiB   40 ms   40 MiB   1.23 / 1.20 s
 *   and C1 only                      53 ms   39 MiB   37 ms   38 MiB   1.38 / 1.34 s
 *   and an application CDS archive   38 ms   39 MiB   32 ms   38 MiB
 *   and an AOT cache                 36 ms   35 MiB   -
 *   and no CDS                       118 ms  36 MiB   74 ms   35 MiB
 *   from class folders, not the jar  31 ms   39 MiB
 * </pre>
 *
 * <p>C1 alone starts sooner and computes 12 % slower, which 40 ms of computing eat up. An
 * archive or AOT cache helps most, above all against the cost of opening a large jar, but
 * it is a file that has to lie somewhere and fit the JDK and the jar, and this program
 * leaves no files behind.
 */
public final class Worker implements AutoCloseable {

  private static final int MAX_TASK = 1024;
  private static final int MAX_ANSWER = 1 << 20;
  private static final int MAX_LAST_LINE = 4096;
  private static final int MAX_LAST_WORDS = 10;
  private static final Duration DYING = Duration.ofSeconds(5);
  private static final CompletableFuture<String> ENDED = new CompletableFuture<>();

  private final Process process;
  private final Consumer<String> errorLines;
  private final Thread answers;
  private final Thread errors;

  // The call that waits for the next line; null if the worker is idle. ENDED is the last
  // state: once it was killed or its output has ended, no call gets an answer any more.
  private final AtomicReference<CompletableFuture<String>> caller = new AtomicReference<>();
  private final Deque<String> lastWords = new ArrayDeque<>();

  private Worker(Process process, Consumer<String> errorLines) {
    this.process = process;
    this.errorLines = errorLines;
    this.answers = reader("answers", this::readAnswers);
    this.errors = reader("errors", this::readErrors);
  }

  /**
   * Starts a worker; does not wait until it is up.
   *
   * @param command the process to start, such as {@link JavaCommand#worker()}
   * @param errorLines is given each line of the process's standard error, by a thread of
   *     its own
   * @throws IOException if the process cannot be started
   */
  public static Worker start(JavaCommand command, Consumer<String> errorLines) throws IOException {
    var worker = new Worker(new ProcessBuilder(command.words()).start(), errorLines);
    try {
      worker.answers.start();
      worker.errors.start();
      return worker;
    } catch (Throwable e) {
      worker.close(); // no memory for a thread: the process must not be left behind
      throw e;
    }
  }

  /**
   * Hands over a task and waits for its answer.
   *
   * @param task one line, such as {@code fib 35}
   * @param timeout how long the answer may take, the start of a fresh process included
   * @return the result, such as {@code 9227465}
   * @throws TaskException if the worker refused the task; it is well
   * @throws WorkerException if the worker died, was silent for too long or wrote garbage;
   *     it is dead
   * @throws InterruptedException if the caller was interrupted; the worker is dead, and its
   *     task no longer runs
   * @throws IllegalStateException if another call has not ended
   * @throws IllegalArgumentException if the task is more than a line or longer than 1,024
   *     characters
   */
  public String call(String task, Duration timeout)
      throws TaskException, WorkerException, InterruptedException {
    if (task.length() > MAX_TASK || task.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a task is one line of up to " + MAX_TASK + " characters");
    }
    var answer = new CompletableFuture<String>();
    if (!caller.compareAndSet(null, answer)) {
      if (caller.get() == ENDED) {
        throw failure("a worker had died before " + task);
      }
      throw new IllegalStateException("a worker takes one task at a time");
    }
    boolean well = false;
    try {
      send(task);
      String line = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (line.startsWith("ok ") && line.endsWith("\n")) {
        well = true;
        return line.substring("ok ".length()).strip();
      }
      if (line.startsWith("error ") && line.endsWith("\n")) {
        well = true;
        throw new TaskException(line.substring("error ".length()).strip());
      }
      throw failure("a worker wrote garbage for " + task + ": " + shortened(line));
    } catch (TimeoutException e) {
      throw failure("a worker gave no answer to " + task + " within " + timeout);
    } catch (ExecutionException | IOException e) {
      throw failure("a worker died in " + task);
    } finally {
      if (!well) {
        close(); // also after an interrupt: the task has ended when the caller goes on
      }
    }
  }

  private void send(String task) throws IOException {
    // Never blocks: the worker is idle, and a line is smaller than any pipe.
    var in = process.getOutputStream();
    in.write((task + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Whether the process runs and could take a task; false as soon as it was killed. */
  public boolean isAlive() {
    return caller.get() != ENDED && process.isAlive();
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Kills the process at once and returns without waiting for its end. A call in progress
   * fails.
   */
  public void kill() {
    // The state first. It takes the system some milliseconds to end the process and the reader
    // to see it, and a call in between must find a dead worker, not a busy or an idle one.
    endCalls();
    // Not process.destroyForcibly: it closes the pipes, and the last words in them are lost.
    process.toHandle().destroyForcibly();
  }

  private void endCalls() {
    var waiting = caller.getAndSet(ENDED);
    if (waiting != null && waiting != ENDED) {
      waiting.completeExceptionally(new EOFException());
    }
  }

  /**
   * Kills the process and waits, some milliseconds, until it and its threads have ended.
   */
  @Override
  public void close() {
    kill();
    boolean interrupted = Thread.interrupted();
    boolean ended = false;
    while (!ended) {
      try {
        awaitEnd();
        ended = true;
      } catch (InterruptedException e) {
        interrupted = true; // it was killed, so this is a matter of milliseconds
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private OptionalInt awaitEnd() throws InterruptedException {
    try {
      Process ended = process.onExit().get(DYING.toMillis(), TimeUnit.MILLISECONDS);
      answers.join(DYING.toMillis()); // join(Duration) throws if it was never started
      errors.join(DYING.toMillis());
      return OptionalInt.of(ended.exitValue());
    } catch (ExecutionException | TimeoutException e) {
      return OptionalInt.empty();
    } finally {
      closeStreams();
    }
  }

  private void closeStreams() {
    var streams =
        List.of(process.getOutputStream(), process.getInputStream(), process.getErrorStream());
    for (Closeable stream : streams) {
      try {
        stream.close();
      } catch (IOException e) {
        // a task that a dead process never read; the descriptor is closed all the same
      }
    }
  }

  private WorkerException failure(String what) throws InterruptedException {
    if (caller.get() == ENDED) {
      letExit();
    }
    kill();
    OptionalInt exitCode = awaitEnd();
    synchronized (lastWords) {
      return new WorkerException(what, exitCode, List.copyOf(lastWords));
    }
  }

  /**
   * Gives a process whose output has just ended the time to end by itself, with its own
   * exit code.
   */
  private void letExit() throws InterruptedException {
    try {
      // Not waitFor: it waits in synchronized, which pins a virtual thread on Java 21.
      process.onExit().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // it closed its output and lives on: it is killed like any other
    }
  }

  private void readAnswers() {
    try {
      var lines = new BoundedLines(process.getInputStream(), MAX_ANSWER);
      for (String line = lines.next(); line != null; line = lines.next()) {
        var waiting = caller.getAndUpdate(now -> now == ENDED ? ENDED : null);
        if (waiting == ENDED) {
          break; // killed: this answer is too late
        }
        if (waiting == null) {
          addLastWords("(wrote unasked: " + shortened(line) + ")");
          kill();
          break;
        }
        waiting.complete(line);
      }
    } catch (IOException e) {
      // closed by us: the end of the stream as well
    } finally {
      endCalls();
    }
  }

  private void readErrors() {
    try {
      var lines = new BoundedLines(process.getErrorStream(), MAX_LAST_LINE);
      for (String line = lines.next(); line != null; line = lines.next()) {
        addLastWords(line.stripTrailing());
        errorLines.accept(line.stripTrailing());
      }
    } catch (IOException e) {
      // closed by us: the end of the stream as well
    }
  }

  private void addLastWords(String line) {
    synchronized (lastWords) {
      if (lastWords.size() == MAX_LAST_WORDS) {
        lastWords.removeFirst();
      }
      lastWords.addLast(line);
    }
  }

  private static String shortened(String line) {
    String text = line.strip();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private Thread reader(String name, Runnable body) {
    return Thread.ofPlatform()
        .daemon()
        .name("worker-" + process.pid() + "-" + name)
        .unstarted(body);
  }
}
