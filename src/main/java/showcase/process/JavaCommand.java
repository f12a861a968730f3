package showcase.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command line that runs a main class of this program in another JVM: on the same
 * JDK, from the same jar or class folders.
 *
 * @param mainClass the class whose {@code main} runs
 * @param flags the JVM's own flags, such as {@link #SHORT_LIVED}
 * @param arguments what {@code main} is given
 * @param background whether it gets only what others leave of the processors: Linux's
 *     policy {@code SCHED_IDLE}, which any other thread pre-empts at once, and a niceness
 *     of 19 where there is none
 */
public record JavaCommand(
    String mainClass, List<String> flags, List<String> arguments, boolean background) {

  /** Flags for a JVM that starts often and computes: see the table at {@link Worker}. */
  public static final List<String> SHORT_LIVED = List.of("-XX:+UseSerialGC", "-XX:-UsePerfData");

  // A Ctrl-C goes to every process of the terminal. A signal that is ignored at the start stays so
  // through exec, and the JVM respects it: the parent alone decides when its children end.
  private static final String IGNORE_INTERRUPT = "trap '' INT; ";

  // Beside four computing workers, another thread of the parent waited up to 3 ms for its turn at
  // niceness 10 or 19, and under 2 ms at this: see docs/fib-server.md.
  private static final String BACKGROUND =
      "{ chrt --idle --pid 0 $$ || renice -n 19 -p $$; } >/dev/null 2>&1; ";

  private static final String EXEC = "exec \"$@\"";

  /** Copies the lists. */
  public JavaCommand {
    flags = List.copyOf(flags);
    arguments = List.copyOf(arguments);
  }

  /** The production worker, scheduled as its parent is. */
  public static JavaCommand worker() {
    return of(WorkerMain.class.getName());
  }

  /** A main class without arguments, with the flags for short lives. */
  public static JavaCommand of(String mainClass) {
    return new JavaCommand(mainClass, SHORT_LIVED, List.of(), false);
  }

  /** The same command with other arguments for {@code main}. */
  public JavaCommand withArguments(List<String> arguments) {
    return new JavaCommand(mainClass, flags, arguments, background);
  }

  /** The same command, for what others leave of the processors. */
  public JavaCommand inBackground() {
    return new JavaCommand(mainClass, flags, arguments, true);
  }

  /** The words for {@link ProcessBuilder}. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    String script = IGNORE_INTERRUPT + (background ? BACKGROUND : "") + EXEC;
    executable("sh").ifPresent(sh -> words.addAll(List.of(sh, "-c", script, "worker")));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
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
