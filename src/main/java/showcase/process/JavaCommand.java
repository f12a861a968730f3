package showcase.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import showcase.JvmOptions;

/**
 * The command line that runs a main class of this program in another JVM, on the same
 * JDK and from the same jar or class folders.
 *
 * @param mainClass the class whose {@code main} method runs
 * @param flags all of the JVM's own flags, as {@link JvmOptions} chooses them
 * @param arguments the arguments of {@code main}
 * @param background whether the process gets only processor time that nothing else needs,
 *     by Linux's policy {@code SCHED_IDLE}, which any other thread preempts immediately,
 *     or by a niceness of 19 where this policy is not available
 */
public record JavaCommand(
    String mainClass, List<String> flags, List<String> arguments, boolean background) {

  // Ctrl-C sends SIGINT to every process of the terminal. A signal that is ignored stays ignored
  // after exec, and the JVM respects this. So only the parent decides when its children end.
  private static final String IGNORE_INTERRUPT = "trap '' INT; ";

  // While four workers computed, another thread of the parent waited up to 3 ms for its turn with
  // niceness 10 or 19, and less than 2 ms with SCHED_IDLE; see docs/fib-server.md.
  private static final String BACKGROUND =
      "{ chrt --idle --pid 0 $$ || renice -n 19 -p $$; } >/dev/null 2>&1; ";

  /** The variables from which a JVM takes options. */
  public static final List<String> VARIABLES = JvmOptions.VARIABLES;

  // Their options are among the flags.
  private static final String UNSET = "unset " + String.join(" ", VARIABLES) + "; ";

  private static final String EXEC = "exec \"$@\"";

  // In Java 28, Integer and Optional are value classes, a preview feature (JEP 401), and javac
  // marks almost every class of this program as one that uses it.
  private static final int PREVIEW_IN_ALMOST_EVERY_CLASS = 28;

  /** Copies the lists. */
  public JavaCommand {
    flags = List.copyOf(flags);
    arguments = List.copyOf(arguments);
  }

  /** Returns the command for a standard worker, scheduled like its parent. */
  public static JavaCommand worker() {
    return of(WorkerMain.class.getName());
  }

  /** Returns the command for a main class without arguments, with {@link #shortLived}. */
  public static JavaCommand of(String mainClass) {
    return new JavaCommand(mainClass, shortLived(), List.of(), false);
  }

  /**
   * Returns the command for a JVM in which something is measured: with the options that the user
   * gave to this one.
   *
   * @param flags more flags, which win
   */
  public static JavaCommand measured(String mainClass, List<String> flags) {
    List<String> all = new ArrayList<>(JvmOptions.ofThisJvm().handedOn());
    all.addAll(flags);
    return new JavaCommand(mainClass, all, List.of(), false);
  }

  /**
   * Returns the flags for a JVM that starts often and computes. They include those of {@link
   * #VARIABLES}, which that JVM must not have in its environment.
   */
  public static List<String> shortLived() {
    JvmOptions options = JvmOptions.ofThisJvm();
    List<String> flags = new ArrayList<>(options.unlessUserChose(JvmOptions.SHORT_LIVED));
    flags.addAll(options.fromEnvironment());
    return flags;
  }

  /** Returns the same command with other arguments for {@code main}. */
  public JavaCommand withArguments(List<String> arguments) {
    return new JavaCommand(mainClass, flags, arguments, background);
  }

  /** Returns the same command for a process in the background. */
  public JavaCommand inBackground() {
    return new JavaCommand(mainClass, flags, arguments, true);
  }

  /** Returns the command line for {@link ProcessBuilder}. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    String script = IGNORE_INTERRUPT + UNSET + (background ? BACKGROUND : "") + EXEC;
    executable("sh").ifPresent(sh -> words.addAll(List.of(sh, "-c", script, "worker")));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
    if (Runtime.version().feature() >= PREVIEW_IN_ALMOST_EVERY_CLASS) {
      words.add("--enable-preview");
    }
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    words.addAll(arguments);
    return words;
  }

  private static Optional<String> executable(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
