package showcase;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of every JVM that this program starts: the launcher's child, workers, engines, forks
 * of JMH. Three rules decide:
 *
 * <ul>
 *   <li><b>The user wins.</b> The program has preferences, such as a collector. They apply only if
 *       no {@code -X} option is set, whether on this JVM's command line or in the environment: any
 *       of these may contradict a preference, and a JVM with two collectors does not start.
 *   <li><b>The environment is for every JVM, the command line for one.</b> {@link #VARIABLES}
 *       reach every JVM. The command line's options are handed on to a JVM that runs the program in
 *       place of this one, and to those in which the program is measured. Workers do not get them:
 *       a heap of 16 GB is meant once.
 *   <li><b>What only one process can have stays with it</b>: agents, the port of JMX, and files
 *       that a JVM opens for its log or recording.
 * </ul>
 *
 * <p>A JVM that only this program uses gets the variables' options on its command line and not the
 * variables, because a JVM reports on stderr that it picked them up. The launcher's child keeps the
 * variables, without the options that stay: it may run a command of the user's.
 *
 * <p>Compiled for Java 11, like the launcher.
 */
public final class JvmOptions {
  /** Preferences for a JVM that starts often and computes; see the table at {@code Worker}. */
  public static final List<String> SHORT_LIVED = List.of("-XX:+UseSerialGC", "-XX:-UsePerfData");

  /**
   * Preferences for {@code serve}. docs/fib-server-notes.md has the figures: the collector and the
   * compact headers save processor time per request and memory per connection; inlining saves a
   * third of fib(20)'s processor time; and sessions that leave the interpreter sooner save an
   * eighth of fib(1)'s on a thousand connections.
   */
  static final List<String> SERVER =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmn32m",
          "-XX:MaxRecursiveInlineLevel=4",
          "-XX:Tier0BackedgeNotifyFreqLog=4");

  /** One more preference for {@code serve} where there are compact object headers (JEP 519). */
  static final String COMPACT_HEADERS = "-XX:+UseCompactObjectHeaders";

  private static final int FIRST_COMPACT = 25;

  /** Lets a JVM of another release start although it lacks some of the user's options. */
  static final String SKIP_UNKNOWN = "-XX:+IgnoreUnrecognizedVMOptions";

  /** Follows the options that the launcher chose, and precedes those that it handed on. */
  static final String LAUNCHED_BY = "-D" + Lifeline.PROPERTY + "=";

  /** The variables of the environment from which a JVM takes options, in its order. */
  public static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Follows the options from the variables where a JVM gets them on its command line. */
  private static final String END_OF_VARIABLES = "-Dshowcase.end-of-variables";

  /**
   * An option in a variable: quotes may enclose all of it or a part. Possessive, because the others
   * need stack for each part.
   */
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']++|\"[^\"]*+\"?|'[^']*+'?)++");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"?|'([^']*)'?");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");
  private static final Pattern FILE_OF_OPTIONS = Pattern.compile("(@|-XX:VMOptionsFile=)([^@].*)");

  /** Options with a file that is written, unless its name contains the process id. */
  private static final Pattern OWN_FILE =
      Pattern.compile(
          "-Xlog:[^:]*:(?!(?:stdout|stderr)?(?::|$)).*|-Xloggc:.*"
              + "|-XX:(?:LogFile|DumpLoadedClassList|ArchiveClassesAtExit|AOTCacheOutput"
              + "|AOTConfiguration|PerfDataSaveFile)=.*");

  /** The last two write the file that another option names. */
  private static final Pattern OWN_PROCESS =
      Pattern.compile(
          "-agentlib:.*|-agentpath:.*|-javaagent:.*|-Xrun.*"
              + "|-Dcom\\.sun\\.management\\.(?:jmxremote|config\\.file).*"
              + "|-XX:(?:StartFlightRecording|FlightRecorderOptions|\\+FlightRecorder).*"
              + "|-XX:AOTMode=(?:record|create)|-XX:\\+AutoCreateSharedArchive");

  private static final JvmOptions OF_THIS_JVM = new JvmOptions(running(), System.getenv());

  private final List<String> given;
  private final List<String> fromEnvironment;

  /**
   * @param running the options of a running JVM, also those from its environment, as {@link
   *     java.lang.management.RuntimeMXBean#getInputArguments} returns them
   */
  JvmOptions(List<String> running, Map<String, String> environment) {
    given = new ArrayList<>(running);
    List<String> chosenByLauncher = removeUpTo(option -> option.startsWith(LAUNCHED_BY));
    boolean onAnotherRelease = chosenByLauncher.contains(SKIP_UNKNOWN);
    chosenByLauncher.removeAll(SERVER);
    chosenByLauncher.removeAll(List.of(COMPACT_HEADERS, SKIP_UNKNOWN));
    given.addAll(0, chosenByLauncher);

    fromEnvironment =
        VARIABLES.stream()
            .flatMap(name -> words(environment.getOrDefault(name, "")))
            .flatMap(JvmOptions::withoutStaying)
            .map(JvmOptions::unquoted)
            .map(JvmOptions::withAbsoluteFile)
            .collect(Collectors.toList());
    fromEnvironment.addAll(removeUpTo(END_OF_VARIABLES::equals));
    if (onAnotherRelease && !fromEnvironment.contains(SKIP_UNKNOWN)) {
      fromEnvironment.add(0, SKIP_UNKNOWN); // the other JVMs lack the same options as this one
    }
  }

  private static List<String> running() {
    try {
      return ManagementFactory.getRuntimeMXBean().getInputArguments();
    } catch (NoClassDefFoundError e) {
      return List.of(); // a Java without this module can still start the launcher
    }
  }

  /** Removes and returns what precedes a mark, and removes the mark; nothing if it is not there. */
  private List<String> removeUpTo(Predicate<String> isMark) {
    int end = 0;
    while (end < given.size() && !isMark.test(given.get(end))) {
      end++;
    }
    if (end == given.size()) {
      return new ArrayList<>();
    }
    given.remove(end);
    List<String> before = given.subList(0, end);
    List<String> removed = new ArrayList<>(before);
    before.clear();
    return removed;
  }

  /** Returns what the user gave to the running JVM. */
  public static JvmOptions ofThisJvm() {
    return OF_THIS_JVM;
  }

  /**
   * Returns the preferences, or nothing if the user has set any {@code -X} option that may
   * contradict them.
   */
  public List<String> unlessUserChose(List<String> preferences) {
    boolean chosen =
        Stream.concat(given.stream(), fromEnvironment.stream()).anyMatch(JvmOptions::isChoice);
    return chosen ? List.of() : preferences;
  }

  private static boolean isChoice(String option) {
    return option.startsWith("-X") && !option.startsWith("-Xlog") && !option.equals(SKIP_UNKNOWN);
  }

  /** Returns the preferences for {@code serve} on a JDK of this release, unless the user chose. */
  List<String> forServer(int release) {
    List<String> preferences = new ArrayList<>(SERVER);
    if (release >= FIRST_COMPACT) {
      preferences.add(COMPACT_HEADERS);
    }
    return unlessUserChose(preferences);
  }

  /** Returns the options from the environment, for a worker. */
  public List<String> fromEnvironment() {
    return List.copyOf(fromEnvironment);
  }

  /** Returns the command line's options, for a JVM that keeps the variables and replaces this. */
  List<String> fromCommandLine() {
    return given.stream()
        .filter(option -> !staysWithOneProcess(option) && !fromEnvironment.contains(option))
        .collect(Collectors.toList());
  }

  /** Returns all options, for a JVM in which the program is measured. */
  public List<String> handedOn() {
    return afterEnvironment(fromCommandLine());
  }

  /** Returns these options after those from the environment. */
  public List<String> afterEnvironment(List<String> options) {
    List<String> all = new ArrayList<>(fromEnvironment);
    all.add(END_OF_VARIABLES);
    all.addAll(options);
    return all;
  }

  /** Returns the options that stay with this JVM, because only one process can have them. */
  List<String> staying() {
    return given.stream().filter(JvmOptions::staysWithOneProcess).collect(Collectors.toList());
  }

  /** Removes from the variables of another JVM what stays with this one. */
  public static void removeStaying(Map<String, String> environment) {
    for (String variable : VARIABLES) {
      environment.computeIfPresent(
          variable,
          (name, value) -> {
            String left =
                words(value).flatMap(JvmOptions::withoutStaying).collect(Collectors.joining(" "));
            return left.isEmpty() ? null : left;
          });
    }
  }

  /** The options in a variable or file, with their quotes. */
  private static Stream<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group);
  }

  private static String unquoted(String word) {
    return word.matches("[^\"']*") ? word : QUOTED.matcher(word).replaceAll("$1$2");
  }

  private static boolean isStaying(String word) {
    return staysWithOneProcess(unquoted(word));
  }

  /** The word, or nothing if it stays; in place of a file with some that stay, the others. */
  private static Stream<String> withoutStaying(String word) {
    Matcher file = FILE_OF_OPTIONS.matcher(unquoted(word));
    if (file.matches()) {
      List<String> inFile = words(read(file.group(2))).collect(Collectors.toList());
      return inFile.stream().anyMatch(JvmOptions::isStaying)
          ? inFile.stream().filter(each -> !isStaying(each))
          : Stream.of(word);
    }
    return isStaying(word) ? Stream.empty() : Stream.of(word);
  }

  /** Workers run in another folder. */
  private static String withAbsoluteFile(String option) {
    Matcher file = FILE_OF_OPTIONS.matcher(option);
    return file.matches() ? file.group(1) + new File(file.group(2)).getAbsolutePath() : option;
  }

  private static String read(String file) {
    try {
      return COMMENT.matcher(Files.readString(Path.of(file))).replaceAll("");
    } catch (IOException | InvalidPathException e) {
      return ""; // the JVM will say so
    }
  }

  private static boolean staysWithOneProcess(String option) {
    return OWN_PROCESS.matcher(option).matches()
        || OWN_FILE.matcher(option).matches() && !option.contains("%p");
  }
}
