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
 * @param niceness 0 for the parent's own priority, up to 19 for the lowest; above 0 it
 *     needs the command {@code nice} and is left out where there is none
 */
public record JavaCommand(
    String mainClass, List<String> flags, List<String> arguments, int niceness) {

  /** Flags for a JVM that starts often and computes: see the table at {@link Worker}. */
  public static final List<String> SHORT_LIVED = List.of("-XX:+UseSerialGC", "-XX:-UsePerfData");

  // A Ctrl-C goes to every process of the terminal. A signal that is ignored at the start stays so
  // through exec, and the JVM respects it: the parent alone decides when its children end.
  private static final String IGNORE_INTERRUPT = "trap '' INT; exec \"$@\"";

  /** Copies the lists; refuses a niceness below 0 or above 19. */
  public JavaCommand {
    flags = List.copyOf(flags);
    arguments = List.copyOf(arguments);
    if (niceness < 0 || niceness > 19) {
      throw new IllegalArgumentException("niceness must be from 0 to 19, not " + niceness);
    }
  }

  /** The production worker at the parent's own priority. */
  public static JavaCommand worker() {
    return of(WorkerMain.class.getName());
  }

  /** A main class without arguments, with the flags for short lives. */
  public static JavaCommand of(String mainClass) {
    return new JavaCommand(mainClass, SHORT_LIVED, List.of(), 0);
  }

  /** The same command with other arguments for {@code main}. */
  public JavaCommand withArguments(List<String> arguments) {
    return new JavaCommand(mainClass, flags, arguments, niceness);
  }

  /** The same command at a lower priority. */
  public JavaCommand withNiceness(int niceness) {
    return new JavaCommand(mainClass, flags, arguments, niceness);
  }

  /** The words for {@link ProcessBuilder}. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    executable("sh").ifPresent(sh -> words.addAll(List.of(sh, "-c", IGNORE_INTERRUPT, "worker")));
    if (niceness > 0) {
      executable("nice")
          .ifPresent(nice -> words.addAll(List.of(nice, "-n", Integer.toString(niceness))));
    }
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
