package showcase;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packed jar as a child process, as a user starts it, with its streams and its exit code. */
public final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  /** How a child process ended. */
  public record Result(int code, String out, String err) {}

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Returns the homes of the JDKs that the jar was built for, by release, as set by the build. */
  public static Map<Integer, Path> builtFor() {
    return Stream.of(21, 25, 27, 28)
        .filter(release -> !"none".equals(System.getProperty("jdk" + release + ".home")))
        .collect(
            Collectors.toMap(
                release -> release,
                release -> Path.of(System.getProperty("jdk" + release + ".home")),
                (one, other) -> one,
                TreeMap::new));
  }

  /** Returns the release of one of these homes. */
  public static int release(Path home) {
    return builtFor().entrySet().stream()
        .filter(entry -> entry.getValue().equals(home))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Returns these homes without the releases, for a test on each of them. */
  public static Stream<Path> homes() {
    return builtFor().values().stream();
  }

  /** Returns the home of the Java that runs the build, which may be 17 on a newcomer's machine. */
  public static Path buildJava() {
    return Path.of(System.getProperty("build.java.home"));
  }

  public static Path jar() {
    return Path.of(System.getProperty("showcase.jar"));
  }

  /** Returns a port on which nothing listens. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Starts {@code java --enable-preview -jar showcase.jar} on a JDK. */
  public static Program showcase(Path home, String... args) throws IOException {
    return start(command(home, args));
  }

  /** Returns the command line that starts the jar on a JDK. */
  public static List<String> command(Path home, String... args) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(List.of("--enable-preview", "-jar", jar().toString()));
    command.addAll(List.of(args));
    return command;
  }

  /** Starts any command, with empty standard input. */
  public static Program start(List<String> command) throws IOException {
    Path out = Files.createTempFile("program", ".out");
    Path err = Files.createTempFile("program", ".err");
    var builder = new ProcessBuilder(withDefaultSigint(command));
    builder.environment().keySet().removeIf(name -> name.matches("JAVA\\d*_HOME|JAVA_HOME_.*"));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new Program(builder.start(), out, err);
  }

  /**
   * Returns the command with the default handling of SIGINT. A shell starts background commands
   * with SIGINT ignored, and child processes inherit this, so a build in the background would test
   * nothing. GNU's {@code env} restores the default.
   */
  public static List<String> withDefaultSigint(List<String> command) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return command;
    }
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.addAll(command);
    return words;
  }

  /** Starts the jar and waits for its end. */
  public static Result run(Path home, String... args) throws Exception {
    try (Program program = showcase(home, args)) {
      return program.result();
    }
  }

  public Process process() {
    return process;
  }

  /** Returns what it has printed so far. */
  public String outSoFar() throws IOException {
    return Files.readString(out);
  }

  /** Returns what it has printed to standard error so far. */
  public String errSoFar() throws IOException {
    return Files.readString(err);
  }

  /** Sends a signal by name, such as INT. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for the end. */
  public Result result() throws IOException, InterruptedException {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the program did not end");
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    Files.delete(out);
    Files.delete(err);
  }
}
