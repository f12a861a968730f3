package showcase.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
  // after exec, and the JVM respects this. So only the parent decides when its children end. A JVM
  // handles SIGQUIT in any case, with a thread dump, but not before it has started.
  private static final String IGNORE_INTERRUPT = "trap '' INT QUIT; ";

  // While four workers computed, another thread of the parent waited up to 3 ms for its turn with
  // niceness 10 or 19, and less than 2 ms with SCHED_IDLE; see docs/fib-server-notes.md.
  private static final String BACKGROUND =
      "{ chrt --idle --pid 0 $$ || renice -n 19 -p $$; } >/dev/null 2>&1; ";

  /** The variables from which a JVM takes options. */
  public static final List<String> VARIABLES = JvmOptions.VARIABLES;

  // Their options are among the flags.
  private static final String UNSET = "unset " + String.join(" ", VARIABLES) + "; ";

  // The first argument is the folder. A JVM does not start in one that has been deleted, even if
  // there is a new one of the same name.
  private static final String ENTER = "cd \"$1\" 2>/dev/null || cd /; shift; ";

  private static final String EXEC = "exec \"$@\"";

  // What the JVM writes to standard output goes to standard error; see ResultStream.
  private static final String OWN_RESULTS = " 3>&1 1>&2";

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

  /**
   * Returns the command line for {@link ProcessBuilder}. The program's results come from its
   * standard output if it writes them to its {@link ResultStream}.
   */
  public List<String> words() {
    String script = IGNORE_INTERRUPT + UNSET + (background ? BACKGROUND : "") + exec();
    List<String> words = inFolder(script);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
    if (Runtime.version().feature() >= PREVIEW_IN_ALMOST_EVERY_CLASS) {
      words.add("--enable-preview");
    }
    words.addAll(resultFlags());
    words.addAll(List.of("-cp", classPath(), mainClass));
    words.addAll(arguments);
    return words;
  }

  /**
   * Returns the script for {@link #inFolder} that becomes the program of its arguments, a JVM with
   * {@link #resultFlags}.
   */
  public static String exec() {
    return hasOwnResults() ? EXEC + OWN_RESULTS : EXEC;
  }

  /** Returns the flags with which a program has a {@link ResultStream} of its own. */
  public static List<String> resultFlags() {
    return hasOwnResults()
        ? List.of("-D" + ResultStream.PROPERTY + "=" + ResultStream.FILE)
        : List.of();
  }

  private static boolean hasOwnResults() {
    return Files.isReadable(Path.of("/dev/fd")) && Programs.shell().isPresent();
  }

  /**
   * Returns the beginning of a command line: a shell that enters the folder in which this JVM was
   * started, or the root if that folder is gone, and runs a script there. The words that are added
   * to the list are the script's arguments.
   *
   * @return an empty list if the system has no shell
   */
  public static List<String> inFolder(String script) {
    List<String> words = new ArrayList<>();
    Programs.shell()
        .ifPresent(
            sh -> words.addAll(List.of(sh, "-c", ENTER + script, "in-folder", absolute(""))));
    return words;
  }

  /**
   * Returns this JVM's class path, with absolute paths: the other JVM may start in another folder.
   */
  public static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(JavaCommand::absolute)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String absolute(String file) {
    return new File(file).getAbsolutePath(); // not Path, which rejects what it cannot encode
  }
}
