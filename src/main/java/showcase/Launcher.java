package showcase;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jar's entry point. It runs the program in this JVM if this Java can run it, and otherwise
 * starts the same command on a JDK that can. {@code serve} gets a JVM of its own, with the flags
 * that suit a server, unless the user has chosen some.
 *
 * <p>Compiled for Java 11, so that it starts on almost any {@code java}. A class that uses a
 * preview API loads only on the release it was compiled for, and only with {@code --enable-preview}
 * (JEP 12), so this class tests whether {@link #EDITIONS_LOAD_WITH} loads.
 */
public final class Launcher {
  /** The modules that the program needs, besides those that these need. */
  static final List<String> NEEDED_MODULES =
      List.of("java.desktop", "jdk.httpserver", "jdk.jfr", "jdk.management", "jdk.unsupported");

  private static final String PROGRAM = "showcase.cli.Main";
  private static final String EDITIONS_LOAD_WITH = "showcase.catalogue.StructuredApi";

  /** Loads where the editions that need no preview API run. */
  private static final String REST_LOADS_WITH = "showcase.catalogue.Catalogue";

  /** What an edition or a server needs if the running Java cannot load it. */
  public static final String NEEDED = "Java 21, 25, 27 or 28";

  /** The option of a server, in words that are joined by line feeds. */
  private static final Pattern GRACE = Pattern.compile("(?m)^--grace[=\n](\\d{1,6})$");

  /** The releases with editions, the most preferred first: early access last. */
  private static final List<Integer> PREFERRED = List.of(25, 27, 21, 28);

  /** How many JDKs are tried, and so how long the list of those that cannot be used may get. */
  private static final int MOST_TRIED = 8;

  private Launcher() {}

  public static void main(String[] args) throws Throwable {
    boolean complete = hasModules();
    if (complete && loads(EDITIONS_LOAD_WITH)) {
      if (wantsServerFlags(args)) {
        System.exit(runOn(InstalledJdk.running(), args));
      }
      runHere(args);
      return;
    }
    int running = Runtime.version().feature();
    Set<Integer> releases = releasesInJar();
    List<String> faults = new ArrayList<>();
    Optional<InstalledJdk> found = Optional.empty();
    if (!Lifeline.wasLaunched()) {
      found =
          complete && releases.contains(running)
              ? Optional.of(InstalledJdk.running()) // only the flag for preview is missing
              : findJdk(releases, faults);
    }
    if (found.isPresent()) {
      if (announces(args)) {
        say("running on Java " + found.get().release() + " in " + found.get().home());
      }
      System.exit(runOn(found.get(), args));
    } else if (complete && loads(REST_LOADS_WITH)) {
      runHere(args);
    } else {
      faults.forEach(Launcher::say);
      say(
          "this is Java "
              + running
              + (releases.contains(running) ? " without all modules" : "")
              + ", which cannot run this jar, and no "
              + (faults.isEmpty() ? "" : "other ")
              + "JDK "
              + inWords(releases)
              + " was found. Install one, or set JAVA_HOME to it.");
      System.exit(1);
    }
  }

  /** Prints a notice; not by {@code printf}, whose digits depend on the locale. */
  private static void say(String notice) {
    System.err.println("showcase: " + notice);
  }

  // A loop, because the first lambda of a JVM costs about 10 ms.
  private static boolean hasModules() {
    for (String name : NEEDED_MODULES) {
      if (ModuleLayer.boot().findModule(name).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean loads(String name) {
    try {
      Class.forName(name, false, Launcher.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | UnsupportedClassVersionError e) {
      return false;
    }
  }

  private static void runHere(String[] args) throws Throwable {
    try {
      Class.forName(PROGRAM).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * Returns the best JDK that works.
   *
   * @param faults gets a line about each better one
   */
  private static Optional<InstalledJdk> findJdk(Set<Integer> releases, List<String> faults)
      throws InterruptedException {
    List<Integer> preferred =
        Stream.concat(PREFERRED.stream().filter(releases::contains), releases.stream())
            .distinct()
            .collect(Collectors.toList());
    var search = new JdkSearch(System.getenv(), System.getProperty("user.home"));
    List<InstalledJdk> candidates = search.candidates(preferred);
    for (InstalledJdk jdk : candidates.subList(0, Math.min(candidates.size(), MOST_TRIED))) {
      Optional<String> fault = jdk.fault();
      if (fault.isEmpty()) {
        return Optional.of(jdk);
      }
      faults.add("cannot use the JDK in " + jdk.home() + ": " + fault.get());
    }
    return Optional.empty();
  }

  /**
   * Whether this starts a server, not just its help, and the user leaves the flags to the program.
   * A server with options that only one process can have, such as a debugger's, runs in this JVM.
   */
  private static boolean wantsServerFlags(String[] args) {
    List<String> words = Arrays.asList(args);
    boolean asksOnly = !Collections.disjoint(words, List.of("--help", "-h", "--version", "-V"));
    return !words.isEmpty()
        && words.get(0).equals("serve")
        && !asksOnly
        && !Lifeline.wasLaunched()
        && JvmOptions.ofThisJvm().staying().isEmpty()
        && !JvmOptions.ofThisJvm().forServer(Runtime.version().feature()).isEmpty();
  }

  /** Whether this is the tour or {@code --version}: every other command starts silently. */
  private static boolean announces(String[] args) {
    return args.length == 0 || args[0].equals("--version") || args[0].equals("-V");
  }

  private static int runOn(InstalledJdk jdk, String[] args) throws InterruptedException {
    JvmOptions options = JvmOptions.ofThisJvm();
    List<String> staying = options.staying();
    if (!staying.isEmpty()) {
      say(
          String.join(" ", staying)
              + " stays with the launcher; for the program itself, use "
              + jdk.java()
              + " --enable-preview");
    }
    LaunchedJvm jvm = connected(graceIn(args));
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    if (wantsServerFlags(args)) {
      command.addAll(options.forServer(jdk.release()));
    }
    if (jdk.release() != Runtime.version().feature()) {
      command.add(JvmOptions.SKIP_UNKNOWN);
    }
    command.add(JvmOptions.LAUNCHED_BY + jvm.port());
    command.addAll(options.fromCommandLine());
    command.add("--enable-preview");
    command.addAll(List.of("-cp", jar().toString(), Launcher.class.getName()));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    JvmOptions.removeStaying(builder.environment());
    try {
      return jvm.run(builder);
    } catch (IOException | OutOfMemoryError e) { // the latter if the system refuses a thread
      say(e.getMessage());
      return 1;
    }
  }

  /** How many seconds a server may take to end: what {@code --grace} says, or 0. */
  static int graceIn(String[] args) {
    Matcher grace = GRACE.matcher(String.join("\n", args));
    return grace.find() ? Integer.parseInt(grace.group(1)) : 0;
  }

  private static LaunchedJvm connected(int graceSeconds) {
    try {
      return LaunchedJvm.listening(graceSeconds);
    } catch (IOException e) {
      say("the program will not notice if its launcher is killed: " + e.getMessage());
      return LaunchedJvm.unconnected();
    }
  }

  /** The jar that this class comes from, or its folder of classes if it is not packed. */
  public static Path jar() {
    try {
      return Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // cannot be: the JVM made this URL from a file name
    }
  }

  /** The releases that the jar has editions for, as its manifest says. */
  private static Set<Integer> releasesInJar() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      String releases = jar.getManifest().getMainAttributes().getValue("Showcase-Releases");
      return Arrays.stream(releases.split(" "))
          .map(Integer::valueOf)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String inWords(Set<Integer> releases) {
    return releases.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", "))
        .replaceFirst(", (?=[0-9]+$)", " or ");
  }
}
