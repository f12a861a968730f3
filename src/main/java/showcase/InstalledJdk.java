package showcase;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Java installation on this machine: its folder, and the release that its own file names. */
final class InstalledJdk {
  private static final long PATIENCE_SECONDS = 10;
  private static final int LONGEST_REASON = 120;

  /** The first line of {@code java --version}, such as {@code openjdk 25.0.3 2026-04-21 LTS}. */
  private static final Pattern VERSION = Pattern.compile("(?m)^(?:openjdk|java) (\\d{1,4})\\b");

  private final Path home;
  private final int release;
  private final String modules; // empty if not known

  private InstalledJdk(Path home, int release, String modules) {
    this.home = home;
    this.release = release;
    this.modules = modules;
  }

  Path home() {
    return home;
  }

  int release() {
    return release;
  }

  Path java() {
    return home.resolve("bin/java");
  }

  /** The Java that runs this. */
  static InstalledJdk running() {
    Path home = Path.of(System.getProperty("java.home"));
    return new InstalledJdk(home, Runtime.version().feature(), "");
  }

  /** The JDK in {@code home}, if its {@code release} file and its {@code java} are there. */
  static Optional<InstalledJdk> at(Path home) {
    Path file = home.resolve("release");
    Path java = home.resolve("bin/java");
    if (!Files.isRegularFile(file) || !Files.isRegularFile(java) || !Files.isExecutable(java)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
    String version = value(properties, "JAVA_VERSION");
    String feature = version.split("\\D", 2)[0];
    return feature.isEmpty() || feature.length() > 4
        ? Optional.empty()
        : Optional.of(
            new InstalledJdk(home, Integer.parseInt(feature), value(properties, "MODULES")));
  }

  private static String value(Properties properties, String name) {
    return Objects.toString(properties.getProperty(name), "").replace("\"", "").strip();
  }

  /**
   * Returns why this JDK cannot run the program, or empty if it can. It may be made for another
   * processor or C library, be damaged, be another release than its file says, or lack modules.
   * This runs {@code java --version}, which takes about 40 ms.
   */
  Optional<String> fault() throws InterruptedException {
    List<String> there = List.of(modules.split(" "));
    Optional<String> missing =
        Launcher.NEEDED_MODULES.stream().filter(module -> !there.contains(module)).findFirst();
    if (!modules.isEmpty() && missing.isPresent()) {
      return Optional.of("it has no module " + missing.get());
    }
    ProcessBuilder builder = new ProcessBuilder(java().toString(), "--version");
    JvmOptions.removeStaying(builder.environment());
    builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
    try {
      Process process = builder.start();
      Thread end = new Thread(process::destroyForcibly, "end-trial");
      try {
        Runtime.getRuntime().addShutdownHook(end);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          return Optional.of("no answer within " + PATIENCE_SECONDS + " s");
        }
        Runtime.getRuntime().removeShutdownHook(end);
        // Not all bytes: a process that it may have left behind could keep the pipe open.
        byte[] bytes = process.getInputStream().readNBytes(process.getInputStream().available());
        return fault(process.exitValue(), new String(bytes, StandardCharsets.UTF_8));
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.of(shortened(e.getMessage()));
    } catch (IllegalStateException e) {
      throw new InterruptedException("this JVM is about to end");
    }
  }

  private Optional<String> fault(int exitCode, String output) {
    String said =
        output
            .lines()
            .filter(line -> !line.contains("Picked up ")) // variables with options
            .collect(Collectors.joining(" "));
    Matcher version = VERSION.matcher(output);
    if (exitCode != 0 || !version.find()) {
      return Optional.of("exit code " + exitCode + (said.isBlank() ? "" : ": " + shortened(said)));
    }
    return version.group(1).equals(Integer.toString(release))
        ? Optional.empty()
        : Optional.of("it says Java " + release + ", but is Java " + version.group(1));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{C}", "?").strip();
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
  }
}
