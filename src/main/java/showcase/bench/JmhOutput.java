package showcase.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;
import showcase.Launcher;

/**
 * Follows JMH's output to learn which benchmark is running, how far the whole run has come, and
 * which benchmarks failed. Everything is passed on to the output format that the user asked for,
 * which is silent by default.
 *
 * <p>JMH calls this from several threads: its own, and the one that reads the fork's output.
 */
final class JmhOutput implements OutputFormat {
  private static final String PROGRESS = "# Run progress: ";
  private static final int MOST_LINES = 60;
  private static final String NOT_FOR_THIS_RELEASE =
      UnsupportedClassVersionError.class.getSimpleName();

  private final OutputFormat next;
  private final Consumer<String> steps;
  private final List<String> failures = new ArrayList<>();
  private final Deque<String> lines = new ArrayDeque<>(); // of the running benchmark
  private String running;
  private String progress = "";
  private volatile boolean cancelled;
  private volatile Thread runner;

  /**
   * @param next the format that receives all output
   * @param steps is called with each benchmark and fork that starts
   */
  JmhOutput(OutputFormat next, Consumer<String> steps) {
    this.next = next;
    this.steps = steps;
  }

  /**
   * Ends the run the next time that JMH prints something in the thread that runs it. An interrupt
   * would not: JMH would go on with the next benchmark. JMH's other threads only pass on what forks
   * print, and would die of the exception with a stack trace.
   */
  void cancel() {
    cancelled = true;
  }

  /** Returns, for each benchmark without a result, its name and what JMH printed about it. */
  synchronized List<String> failures() {
    checkEnded();
    return List.copyOf(failures);
  }

  @Override
  public synchronized void startBenchmark(BenchmarkParams params) {
    checkCancelled();
    checkEnded();
    running = name(params);
    steps.accept(running);
    next.startBenchmark(params);
  }

  @Override
  public synchronized void endBenchmark(BenchmarkResult result) {
    if (result != null) {
      running = null;
      lines.clear();
    }
    next.endBenchmark(result);
  }

  /** Records a failed benchmark. JMH does not report its end, but goes on with the next one. */
  private void checkEnded() {
    if (running != null) {
      failures.add(running + whyNoResult());
      running = null;
    }
    lines.clear();
  }

  private String whyNoResult() {
    boolean needsOther = lines.stream().anyMatch(line -> line.contains(NOT_FOR_THIS_RELEASE));
    return needsOther
        ? ": needs " + Launcher.NEEDED
        : System.lineSeparator() + String.join(System.lineSeparator(), lines);
  }

  private static String name(BenchmarkParams params) {
    String values =
        params.getParamsKeys().stream()
            .map(key -> " " + key + "=" + params.getParam(key))
            .collect(Collectors.joining());
    String[] names = params.getBenchmark().split("\\.");
    return JmhResults.subject(names[names.length - 2]) + " " + names[names.length - 1] + values;
  }

  private void checkCancelled() {
    if (cancelled && Thread.currentThread() == runner) {
      throw new CancellationException("the benchmarks were cancelled");
    }
  }

  @Override
  public synchronized void println(String line) {
    checkCancelled();
    if (line.startsWith(PROGRESS)) {
      progress = line.substring(PROGRESS.length());
    } else if (line.startsWith("# Fork: ") && running != null) {
      steps.accept("%s, fork %s; %s".formatted(running, line.substring(8), progress));
    } else if (!line.startsWith("#") && !line.isBlank() && lines.size() < MOST_LINES) {
      lines.add(line);
    }
    next.println(line);
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {
    next.iteration(benchmark, params, iteration);
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {
    next.iterationResult(benchmark, params, iteration, data);
  }

  @Override
  public void startRun() {
    runner = Thread.currentThread();
    JmhLeftovers.delete();
    next.startRun();
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    next.endRun(results);
  }

  @Override
  public void print(String text) {
    next.print(text);
  }

  @Override
  public void flush() {
    next.flush();
  }

  @Override
  public void close() {
    next.close();
  }

  @Override
  public void verbosePrintln(String line) {
    next.verbosePrintln(line);
  }

  @Override
  public void write(int b) {
    next.write(b);
  }

  @Override
  public void write(byte[] b) throws IOException {
    next.write(b);
  }
}
