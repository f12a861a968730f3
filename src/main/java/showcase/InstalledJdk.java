package showcase;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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

/** A Java installation on this machine: its folder, and the release that its own file names. */
final class InstalledJdk {
  private static final long PATIENCE_SECONDS = 10;
  private static final int LONGEST_REASON = 120;

  /** A line of {@code java --version}, such as {@code openjdk 25.0.3 2026-04-21 LTS}. */
  private static final Pattern VERSION = Pattern.compile("(?:openjdk|java) (\\d{1,4})\\b");

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
    // The variables may have options that this release lacks; see Launcher.runOn.
    ProcessBuilder builder =
        new ProcessBuilder(java().toString(), JvmOptions.SKIP_UNKNOWN, "--version");
    JvmOptions.removeStaying(builder.environment());
    builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
    try {
      Process process = builder.start();
      Thread end = new Thread(process::destroyForcibly, "end-trial");
      try {
        Runtime.getRuntime().addShutdownHook(end);
        Answer answer = new Answer();
        if (!answer.read(process)) {
          return Optional.of("no answer within " + PATIENCE_SECONDS + " s");
        }
        Runtime.getRuntime().removeShutdownHook(end);
        return fault(process.exitValue(), answer);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException | OutOfMemoryError e) { // the latter if the system refuses a thread
      return Optional.of(shortened(e.getMessage()));
    } catch (IllegalStateException e) {
      throw new InterruptedException("this JVM is about to end");
    }
  }

  private Optional<String> fault(int exitCode, Answer answer) {
    if (exitCode != 0 || answer.release.isEmpty()) {
      String said = shortened(answer.said.toString());
      return Optional.of("exit code " + exitCode + (said.isEmpty() ? "" : ": " + said));
    }
    return answer.release.equals(Integer.toString(release))
        ? Optional.empty()
        : Optional.of("it says Java " + release + ", but is Java " + answer.release);
  }

  /**
   * What {@code java --version} prints. Options in the environment may have it print megabytes. So
   * it is read while the process runs, which waits when its pipe is full, and only the beginning is
   * kept.
   */
  private static final class Answer {
    private static final int CHUNK = 64 * 1024;
    private static final long POLL_MILLIS = 10;
    private static final int LONGEST_LINE = 1_000;

    /** The release in the line with the version, or empty. */
    String release = "";

    /** The first lines, joined. */
    final StringBuilder said = new StringBuilder();

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** Returns whether the process has ended in time. */
    boolean read(Process process) throws IOException, InterruptedException {
      InputStream in = process.getInputStream();
      long start = System.nanoTime();
      boolean ended = false;
      while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        // Not until the end of the stream: a process that it left behind could keep the pipe open.
        int available = in.available();
        if (available > 0) {
          for (byte one : in.readNBytes(Math.min(available, CHUNK))) {
            add(one);
          }
        } else if (ended) {
          addLine();
          return true;
        } else {
          ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
      return false;
    }

    private void add(byte one) {
      if (one == '\n') {
        addLine();
      } else if (line.size() < LONGEST_LINE) {
        line.write(one);
      }
    }

    private void addLine() {
      String text = new String(line.toByteArray(), StandardCharsets.UTF_8);
      line.reset();
      Matcher version = VERSION.matcher(text);
      if (release.isEmpty() && version.lookingAt()) {
        release = version.group(1);
      }
      if (said.length() < LONGEST_REASON && !text.contains("Picked up ")) { // a variable's options
        said.append(text).append(' ');
      }
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{C}", "?").strip();
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
  }
}
