package showcase.process;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import showcase.ProgramJar;
import showcase.process.WorkerException.Failure;

/**
 * One worker process and the two pipes to it: a task goes in as a line, and its answer
 * comes back as a line. For many tasks, use a {@link WorkerPool}.
 *
 * <p>Only one caller may use a worker at a time. If a call fails in any way, by the death
 * of the process, a timeout, garbage or an interrupt of the caller, the process is
 * killed, and the call returns after the process has ended. So between calls, a worker is
 * either idle and usable, or dead; {@link #isAlive} tells which. {@link #close} leaves no
 * process, thread or descriptor behind.
 *
 * <p>Two platform threads read the pipes, although these threads mostly wait. A read from
 * a pipe cannot be interrupted, and pins a virtual thread to its carrier. The JDK
 * compensates with more carriers, up to 256; with 300 such readers, no other virtual
 * thread ran until a pipe ended (JDK 21.0.13 and 25.0.3). Callers wait on a future, where
 * threads of both kinds can be interrupted.
 *
 * <p>The flags, {@link JavaCommand#shortLived}, were chosen by these medians of 30
 * interleaved starts each, from the start to the first answer (2026-11, two cores, from
 * the packed jar; the last column is fib(44) in a running worker):
 *
 * <pre>
 *                                    JDK 25.0.3       JDK 21.0.13      fib(44), 25 / 21
 * an empty program (until its end)   39 ms            35 ms
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
 * <p>With C1 only, a worker starts faster but computes 12 % slower, so 40 ms of computing
 * cancel the gain. An archive or an AOT cache helps most, mainly against the cost of
 * opening a large jar. But it is a file that must be stored and must match the JDK and
 * the jar, and this program leaves no files behind.
 */
public final class Worker implements AutoCloseable {

  private static final int MAX_TASK = 1024;
  private static final int MAX_ANSWER = 1 << 20;
  private static final int MAX_LAST_LINE = 4096;
  private static final int MAX_LAST_WORDS = 10;
  private static final Duration DYING = Duration.ofSeconds(5);
  private static final Duration LAST_LOOK = Duration.ofMillis(100);
  private static final CompletableFuture<String> ENDED = new CompletableFuture<>();

  private final Process process;
  private final Consumer<String> errorLines;
  private final Thread answers;
  private final Thread errors;

  // The call that waits for the next line, or null if the worker is idle. ENDED is the final
  // state: after a kill or the end of the output, no call gets an answer any more.
  private final AtomicReference<CompletableFuture<String>> caller = new AtomicReference<>();
  private volatile boolean ready;
  private volatile boolean killed;
  private final Deque<String> lastWords = new ArrayDeque<>();

  private Worker(Process process, Consumer<String> errorLines) {
    this.process = process;
    this.errorLines = errorLines;
    this.answers = reader("answers", this::readAnswers);
    this.errors = reader("errors", this::readErrors);
  }

  /**
   * Starts a worker without waiting until it is ready.
   *
   * @param command the process to start, such as {@link JavaCommand#worker()}
   * @param errorLines receives each line of the process's standard error, on a separate
   *     thread
   * @throws IOException if the process cannot be started
   */
  public static Worker start(JavaCommand command, Consumer<String> errorLines) throws IOException {
    ProgramJar.check();
    Process process = new ProcessBuilder(command.words()).start();
    Worker worker = null;
    try {
      worker = new Worker(process, errorLines);
      worker.answers.start();
      worker.errors.start();
      return worker;
    } catch (Throwable e) { // no memory or no thread: the process must not be left behind
      if (worker == null) {
        process.destroyForcibly();
      } else {
        worker.close();
      }
      throw e;
    }
  }

  /**
   * Sends a task and waits for its answer.
   *
   * @param task one line, such as {@code fib 35}
   * @param timeout how long the answer may take, including the start of a new process
   * @return the result, such as {@code 9227465}
   * @throws TaskException if the worker rejected the task; the worker is still usable
   * @throws WorkerException if the worker died, gave no answer in time or wrote garbage;
   *     the worker is dead
   * @throws InterruptedException if the caller was interrupted; the worker is dead, and its
   *     task no longer runs
   * @throws IllegalStateException if another call is in progress
   * @throws IllegalArgumentException if the task is more than one line or longer than 1,024
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
        throw death("a worker had died before " + task);
      }
      throw new IllegalStateException("a worker takes one task at a time");
    }
    boolean usable = false;
    try {
      send(task);
      String line = await(answer, timeout);
      if (line.startsWith("ok ") && line.endsWith("\n")) {
        usable = true;
        return line.substring("ok ".length()).strip();
      }
      if (line.startsWith("error ") && line.endsWith("\n")) {
        usable = true;
        throw new TaskException(line.substring("error ".length()).strip());
      }
      throw failure("a worker wrote garbage for " + task + ": " + shortened(line));
    } catch (TimeoutException e) {
      throw failure("a worker gave no answer to " + task + " within " + timeout);
    } catch (ExecutionException | IOException e) {
      throw death("a worker died in " + task);
    } finally {
      if (!usable) {
        close(); // also after an interrupt: the task must have ended when the call returns
      }
    }
  }

  private static String await(CompletableFuture<String> answer, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // If this JVM was stopped, by SIGSTOP or with its container, the answer may have come in time
      // and be in the pipe.
      return answer.get(LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void send(String task) throws IOException {
    // This never blocks: the worker is idle, and a line is smaller than any pipe.
    var in = process.getOutputStream();
    in.write((task + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Returns whether the process can accept a task; false as soon as it was killed. */
  public boolean isAlive() {
    return caller.get() != ENDED && process.isAlive();
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Kills the process and returns without waiting for its end. A call in progress fails.
   */
  public void kill() {
    killed = true;
    end();
  }

  private void end() {
    // The state first: until the process has ended and the reader has noticed, some milliseconds
    // pass, and a call in between must find a dead worker, not a busy or idle one.
    endCalls();
    // Not process.destroyForcibly: it closes the pipes, and the last words in them would be lost.
    process.toHandle().destroyForcibly();
  }

  private void endCalls() {
    var waiting = caller.getAndSet(ENDED);
    if (waiting != null && waiting != ENDED) {
      waiting.completeExceptionally(new EOFException());
    }
  }

  /**
   * Kills the process and waits until it and its threads have ended, which takes a few
   * milliseconds.
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
        interrupted = true; // keep waiting: it was killed, so it ends within milliseconds
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private OptionalInt awaitEnd() throws InterruptedException {
    long deadline = System.nanoTime() + DYING.toNanos();
    try {
      Process ended = process.onExit().get(DYING.toMillis(), TimeUnit.MILLISECONDS);
      join(answers, deadline);
      join(errors, deadline);
      return OptionalInt.of(ended.exitValue());
    } catch (ExecutionException | TimeoutException e) {
      return OptionalInt.empty();
    } finally {
      closeStreams();
    }
  }

  /** A process that the worker has started may keep the pipe open. */
  private static void join(Thread reader, long deadline) throws InterruptedException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    reader.join(Math.max(1, millis)); // join(Duration) would throw if it was never started
  }

  private void closeStreams() {
    var streams =
        List.of(process.getOutputStream(), process.getInputStream(), process.getErrorStream());
    for (Closeable stream : streams) {
      try {
        stream.close();
      } catch (IOException e) {
        // the dead process never read its last task; the descriptor is closed anyway
      }
    }
  }

  private WorkerException failure(String what) throws InterruptedException {
    return failure(what, Failure.ANSWER);
  }

  private WorkerException death(String what) throws InterruptedException {
    return failure(what, ready ? Failure.DEATH : Failure.START);
  }

  private WorkerException failure(String what, Failure failed) throws InterruptedException {
    if (caller.get() == ENDED) {
      letExit();
    }
    kill();
    OptionalInt exitCode = awaitEnd();
    synchronized (lastWords) {
      return new WorkerException(what, failed, exitCode, List.copyOf(lastWords));
    }
  }

  /** Returns how this worker died, if it did so by itself while it had no task. */
  Optional<WorkerException> diedIdle() throws InterruptedException {
    return killed ? Optional.empty() : Optional.of(death("a worker died while it had no task"));
  }

  /**
   * Gives a process whose output has just ended time to exit by itself, with its own exit
   * code.
   */
  private void letExit() throws InterruptedException {
    try {
      // Not waitFor: it waits in synchronized, which pins virtual threads on Java 21.
      process.onExit().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // it closed its output but is still running: it is killed like any other
    }
  }

  private void readAnswers() {
    try {
      var lines = new BoundedLines(process.getInputStream(), MAX_ANSWER);
      if (WorkerLoop.READY.equals(lines.next())) {
        ready = true;
      }
      for (String line = lines.next(); line != null; line = lines.next()) {
        var waiting = caller.getAndUpdate(now -> now == ENDED ? ENDED : null);
        if (waiting == ENDED) {
          break; // the worker was killed: this answer is too late
        }
        if (waiting == null) {
          addLastWords("(wrote without a task: " + shortened(line) + ")");
          end();
          break;
        }
        waiting.complete(line);
      }
    } catch (IOException e) {
      // closed by close(), which also ends the stream
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
      // closed by close(), which also ends the stream
    }
  }

  /** Not the frames of a stack trace: the reason stands above them. */
  private void addLastWords(String line) {
    if (line.startsWith("\tat ") || line.startsWith("\t... ")) {
      return;
    }
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
