package showcase;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java installation on this machine: its folder, and the release that its own file names. */
final class InstalledJdk {
  /** Folders whose subfolders are JDKs, on Linux and macOS; {@code ~} is the user's home. */
  private static final List<String> USUAL_FOLDERS =
      List.of(
          "/usr/lib/jvm",
          "/usr/java",
          "/opt",
          "/opt/java",
          "/opt/jdk",
          "/usr/local/lib/jvm",
          "~/.sdkman/candidates/java",
          "~/.jdks",
          "/Library/Java/JavaVirtualMachines",
          "~/Library/Java/JavaVirtualMachines");

  private final Path home;
  private final int release;

  private InstalledJdk(Path home, int release) {
    this.home = home;
    this.release = release;
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

  /**
   * The JDK to use: the one that {@code JAVA_HOME} names if it fits, because the user chose it, or
   * else the most preferred release among those that {@code JAVA25_HOME} and the like name, and
   * those in the usual folders.
   *
   * @param preferred the releases that fit, the most preferred first
   */
  static Optional<InstalledJdk> best(
      List<Integer> preferred, Map<String, String> environment, Path userHome) {
    Optional<InstalledJdk> chosen =
        named(environment, "JAVA_HOME").filter(jdk -> preferred.contains(jdk.release));
    if (chosen.isPresent()) {
      return chosen;
    }
    return Stream.concat(
            environment.keySet().stream()
                .filter(name -> name.matches("JAVA[0-9]+_HOME"))
                .sorted()
                .flatMap(name -> named(environment, name).stream()),
            USUAL_FOLDERS.stream()
                .map(folder -> Path.of(folder.replace("~", userHome.toString())))
                .flatMap(InstalledJdk::below))
        .filter(jdk -> preferred.contains(jdk.release))
        .min(Comparator.comparingInt(jdk -> preferred.indexOf(jdk.release)));
  }

  private static Optional<InstalledJdk> named(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .flatMap(InstalledJdk::at);
  }

  private static Stream<InstalledJdk> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> homes = Files.list(folder)) {
      return homes
          .sorted()
          .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
          .map(InstalledJdk::at)
          .flatMap(Optional::stream)
          .collect(Collectors.toList())
          .stream();
    } catch (IOException | UncheckedIOException unreadable) {
      return Stream.empty(); // a folder of another user: the search goes on without it
    }
  }

  /** The JDK in {@code home}, if its {@code release} file and its {@code java} are there. */
  static Optional<InstalledJdk> at(Path home) {
    Path file = home.resolve("release");
    if (!Files.isRegularFile(file) || !Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
    String version = Objects.toString(properties.getProperty("JAVA_VERSION"), "");
    String feature = version.replace("\"", "").split("\\D", 2)[0];
    return feature.isEmpty() || feature.length() > 4
        ? Optional.empty()
        : Optional.of(new InstalledJdk(home, Integer.parseInt(feature)));
  }
}
