package showcase;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * The jar's entry point. It runs the program in this JVM if this Java can run it, and otherwise
 * starts the same command on a JDK that can. {@code serve} always gets a JVM of its own, with the
 * flags that suit a server.
 *
 * <p>Compiled for Java 11, so that it starts on almost any {@code java}. A class that uses a
 * preview API loads only on the release it was compiled for, and only with {@code --enable-preview}
 * (JEP 12), so this class tests whether {@link #EDITIONS_LOAD_WITH} loads.
 */
public final class Launcher {
  /** The launcher's process id, set in the JVM that it starts. That JVM ends with the launcher. */
  public static final String LAUNCHED_BY = "showcase.launched-by";

  private static final String PROGRAM = "showcase.cli.Main";
  private static final String EDITIONS_LOAD_WITH = "showcase.catalogue.StructuredApi";

  /** Loads where the editions that need no preview API run. */
  private static final String REST_LOADS_WITH = "showcase.catalogue.Catalogue";

  /**
   * The JVM flags of {@code serve}, unless the user gives some. docs/fib-server-notes.md has the
   * figures: the collector and the compact headers save processor time per request and memory per
   * connection; inlining saves a third of fib(20)'s processor time; and sessions that leave the
   * interpreter sooner save an eighth of fib(1)'s on a thousand connections.
   */
  private static final List<String> SERVE_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmn32m",
          "-XX:MaxRecursiveInlineLevel=4",
          "-XX:Tier0BackedgeNotifyFreqLog=4");

  /** One more flag of {@code serve} where there are compact object headers (JEP 519). */
  private static final String COMPACT_HEADERS = "-XX:+UseCompactObjectHeaders";

  private static final int FIRST_COMPACT = 25;

  /** The releases with editions, the most preferred first: early access last. */
  private static final List<Integer> PREFERRED = List.of(25, 27, 21, 28);

  /** The exit code of a JVM that SIGTERM ended: 128 plus the signal's number. */
  private static final int TERMINATED = 128 + 15;

  private Launcher() {}

  public static void main(String[] args) throws Throwable {
    if (loads(EDITIONS_LOAD_WITH)) {
      Optional<InstalledJdk> here =
          wantsFlags(args) ? InstalledJdk.at(javaHome()) : Optional.empty();
      if (here.isPresent()) {
        System.exit(runOn(here.get(), args));
      }
      runHere(args);
      return;
    }
    int running = Runtime.version().feature();
    Set<Integer> releases = releasesInJar();
    Optional<InstalledJdk> found =
        System.getProperty(LAUNCHED_BY) == null ? findJdk(running, releases) : Optional.empty();
    if (found.isPresent()) {
      if (announces(args)) {
        System.err.printf(
            "showcase: running on Java %d in %s%n", found.get().release(), found.get().home());
      }
      System.exit(runOn(found.get(), args));
    } else if (loads(REST_LOADS_WITH)) {
      runHere(args);
    } else {
      System.err.printf(
          "showcase: this is Java %d, which cannot run this jar, and no JDK %s was found."
              + " Install one, or set JAVA_HOME to it.%n",
          running, inWords(releases));
      System.exit(1);
    }
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

  /** The running JDK if only the flag is missing, else the best of the others. */
  private static Optional<InstalledJdk> findJdk(int running, Set<Integer> releases) {
    if (releases.contains(running)) {
      return InstalledJdk.at(javaHome());
    }
    List<Integer> preferred =
        PREFERRED.stream().filter(releases::contains).collect(Collectors.toList());
    return InstalledJdk.best(preferred, System.getenv(), Path.of(System.getProperty("user.home")));
  }

  private static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  /** Whether this starts a server, not just its help, and the user has given no flags. */
  private static boolean wantsFlags(String[] args) {
    List<String> words = Arrays.asList(args);
    boolean asksForHelp = words.contains("--help") || words.contains("-h");
    return !words.isEmpty()
        && words.get(0).equals("serve")
        && !asksForHelp
        && ownFlags().stream().noneMatch(flag -> flag.startsWith("-X"));
  }

  private static List<String> ownFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** Whether this is the tour or {@code --version}: every other command starts silently. */
  private static boolean announces(String[] args) {
    return args.length == 0 || args[0].equals("--version") || args[0].equals("-V");
  }

  private static int runOn(InstalledJdk jdk, String[] args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    if (wantsFlags(args)) {
      command.addAll(SERVE_FLAGS);
      if (jdk.release() >= FIRST_COMPACT) {
        command.add(COMPACT_HEADERS);
      }
    }
    command.addAll(ownFlags());
    command.add("--enable-preview");
    command.add("-D" + LAUNCHED_BY + "=" + ProcessHandle.current().pid());
    command.addAll(List.of("-cp", jar().toString(), Launcher.class.getName()));
    command.addAll(Arrays.asList(args));

    Process child = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endWith(child), "end-with-child"));
    return child.waitFor();
  }

  /**
   * Ends the child, too, and passes on the exit code that it chooses. Ctrl-C in a terminal has
   * reached it already, but a signal sent to this process alone has not: the child gets SIGTERM
   * for it. A child that SIGTERM ended chose no exit code, and this JVM keeps its own: 128 plus the
   * signal's number.
   */
  private static void endWith(Process child) {
    if (!child.isAlive()) {
      return;
    }
    child.destroy();
    try {
      int code = child.waitFor();
      if (code != TERMINATED) {
        Runtime.getRuntime().halt(code);
      }
    } catch (InterruptedException e) {
      child.destroyForcibly();
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
