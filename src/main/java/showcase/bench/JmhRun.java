package showcase.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import showcase.JvmOptions;
import showcase.catalogue.BadArgumentException;

/** Runs JMH from this jar, in forked JVMs of the current JDK. */
public final class JmhRun {

  /**
   * How long to measure unless JMH's own flags say otherwise.
   *
   * @param forks the number of JVMs for each figure
   * @param warmUps the number of iterations whose times are discarded
   * @param iterations the number of iterations that count
   * @param millis the length of one iteration
   */
  public record Effort(int forks, int warmUps, int iterations, int millis) {}

  /** The default: three JVMs, because one may be faster than the next from its start to its end. */
  public static final Effort USUAL = new Effort(3, 3, 5, 500);

  /** For a first look: many short iterations, because few would make the error bars meaningless. */
  public static final Effort QUICK = new Effort(1, 5, 10, 100);

  /**
   * The outcome of a run.
   *
   * @param json the results in JMH's own JSON
   * @param failures one message for each benchmark that has no result
   */
  public record Outcome(String json, List<String> failures) {}

  private static final String PREVIEW = "--enable-preview";

  /** JMH reads the offsets of fields, and since Java 24 the JVM of each fork would warn of it. */
  private static final String NO_WARNING = "-Dsun.misc.unsafe.memory.access=allow";

  private static final long GRACE_MILLIS = 5_000;

  private final CommandLineOptions given;
  private final JmhSelection selection;
  private final Effort effort;

  /**
   * Parses a command line.
   *
   * @param words patterns and JMH's flags
   * @throws BadArgumentException if JMH does not know a flag, or if a pattern selects nothing
   */
  public JmhRun(List<String> words, Effort effort) {
    try {
      given = new CommandLineOptions(words.toArray(String[]::new));
    } catch (CommandLineOptionException | IllegalStateException e) {
      String reason = e.getMessage().lines().findFirst().orElse("");
      throw new BadArgumentException("in JMH's flags: " + reason);
    }
    selection = JmhSelection.of(given.getIncludes(), given.getExcludes(), all());
    this.effort = effort;
  }

  private static List<String> all() {
    return BenchmarkList.defaultList().getAll(silent(), List.of()).stream()
        .map(BenchmarkListEntry::getUsername)
        .toList();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(selection.recipes());
    selection.benchmarks().stream()
        .map(JmhSelection::subject)
        .filter(name -> !name.equals("recipe"))
        .distinct()
        .forEach(names::add);
    return names;
  }

  /** Prints a list if one of JMH's flags asks for one, and returns whether it did. */
  public boolean list(PrintWriter out) {
    if (given.shouldList() || given.shouldListWithParams()) {
      names().forEach(out::println);
    } else if (given.shouldListProfilers()) {
      given.listProfilers();
    } else if (given.shouldListResultFormats()) {
      given.listResultFormats();
    } else {
      return false;
    }
    return true;
  }

  /**
   * Runs the selected benchmarks.
   *
   * @param steps is called with each benchmark and fork that starts
   * @throws InterruptedException if the caller was interrupted; the forks have been killed
   * @throws IOException if JMH could not run at all
   */
  public Outcome run(Consumer<String> steps) throws InterruptedException, IOException {
    var output = new JmhOutput(format(), steps);
    var run = new FutureTask<>(() -> new Runner(options(), output).run());
    var thread = new Thread(run, "jmh");
    thread.setDaemon(true);
    thread.start();
    try {
      String json = json(run.get());
      return new Outcome(json, output.failures());
    } catch (InterruptedException e) {
      output.cancel();
      endForks();
      thread.join(GRACE_MILLIS);
      endForks(); // another one may just have started
      throw e;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof RunnerException
          ? new IOException(cause.getMessage(), cause)
          : new IOException(cause);
    }
  }

  private static void endForks() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private Options options() {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .forks(given.getForkCount().orElse(effort.forks()))
            .warmupIterations(given.getWarmupIterations().orElse(effort.warmUps()))
            .measurementIterations(given.getMeasurementIterations().orElse(effort.iterations()))
            .warmupTime(given.getWarmupTime().orElse(TimeValue.milliseconds(effort.millis())))
            .measurementTime(
                given.getMeasurementTime().orElse(TimeValue.milliseconds(effort.millis())))
            .jvmArgs(jvmFlags().toArray(String[]::new))
            .jvmArgsPrepend(prepended().toArray(String[]::new))
            .addProfiler(ForkEnvironment.class);
    selection.benchmarks().forEach(name -> options.include("^" + Pattern.quote(name) + "$"));
    if (!given.getParameter("recipe").hasValue()) {
      options.param("recipe", selection.recipes().toArray(String[]::new));
    }
    return options.build();
  }

  /**
   * Returns the JVM flags that the user gave, or else those of this JVM; in either case with those
   * from the environment, see {@link ForkEnvironment}. The user's flags do not switch preview off,
   * because without it no fork could load the editions.
   */
  private List<String> jvmFlags() {
    JvmOptions options = JvmOptions.ofThisJvm();
    List<String> own = options.handedOn();
    boolean userGave = given.getJvmArgs().hasValue();
    List<String> flags =
        new ArrayList<>(
            userGave ? options.afterEnvironment(List.copyOf(given.getJvmArgs().get())) : own);
    if (own.contains(PREVIEW) && !flags.contains(PREVIEW)) {
      flags.add(PREVIEW);
    }
    return flags;
  }

  private List<String> prepended() {
    List<String> flags = new ArrayList<>(List.of(NO_WARNING));
    flags.addAll(given.getJvmArgsPrepend().orElse(List.of()));
    return flags;
  }

  /** Returns a silent format, or one to stderr or a file if the user asked for JMH's own output. */
  private OutputFormat format() throws IOException {
    if (given.getOutput().hasValue()) {
      var file = new PrintStream(given.getOutput().get(), StandardCharsets.UTF_8);
      var mode = given.verbosity().orElse(VerboseMode.NORMAL);
      return OutputFormatFactory.createFormatInstance(file, mode);
    }
    return given.verbosity().hasValue()
        ? OutputFormatFactory.createFormatInstance(System.err, given.verbosity().get())
        : silent();
  }

  private static OutputFormat silent() {
    // Even the silent format passes on what forks print; if one fails, JMH repeats the end of it.
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    return OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT);
  }

  private static String json(Collection<RunResult> results) {
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
    stream.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
