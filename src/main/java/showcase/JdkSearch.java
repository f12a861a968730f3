package showcase;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the JDKs of this machine: those that the environment names, and those in usual places. */
final class JdkSearch {
  /**
   * JDKs, or folders of JDKs, on Linux and macOS. As in a shell, {@code ~} is the user's home,
   * {@code ${NAME:-default}} is a variable of the environment with a default, and a last {@code *}
   * means every subfolder.
   */
  private static final List<String> USUAL_PLACES =
      List.of(
          "/usr/lib/jvm",
          "/usr/lib64/jvm",
          "/usr/java",
          "/opt",
          "/opt/java",
          "/opt/jdk",
          "/usr/local/lib/jvm",
          "/Library/Java/JavaVirtualMachines",
          "~/Library/Java/JavaVirtualMachines",
          "~/.jdks",
          "${SDKMAN_DIR:-~/.sdkman}/candidates/java",
          "${MISE_DATA_DIR:-~/.local/share/mise}/installs/java",
          "${XDG_DATA_HOME:-~/.local/share}/mise/installs/java",
          "${ASDF_DATA_DIR:-~/.asdf}/installs/java",
          "${JBANG_DIR:-~/.jbang}/cache/jdks",
          "${JBANG_DIR:-~/.jbang}/currentjdk",
          "${GRADLE_USER_HOME:-~/.gradle}/jdks",
          "${GRADLE_USER_HOME:-~/.gradle}/jdks/*",
          "${JENV_ROOT:-~/.jenv}/versions",
          "/opt/homebrew/opt",
          "/usr/local/opt",
          "/home/linuxbrew/.linuxbrew/opt",
          "~/.nix-profile/lib/openjdk",
          "/nix/var/nix/profiles/default/lib/openjdk",
          "/run/current-system/sw/lib/openjdk");

  /** Where a package may have its JDK: as it is, on macOS, and from Homebrew. */
  private static final List<String> WITHIN =
      List.of("", "Contents/Home", "libexec", "libexec/openjdk.jdk/Contents/Home");

  /** Such as {@code JAVA25_HOME}, and {@code JAVA_HOME_25_X64} on the machines of GitHub. */
  private static final Pattern NAMED_RELEASE =
      Pattern.compile("JAVA[0-9]+_HOME|JAVA_HOME_[0-9]+(?:_\\w+)?");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]*)}");

  private final Map<String, String> environment;
  private final String userHome;

  /**
   * @param userHome the user's home folder; a name that is no valid path here is skipped, as it is
   *     in the environment
   */
  JdkSearch(Map<String, String> environment, String userHome) {
    this.environment = environment;
    this.userHome = Objects.toString(userHome, "?");
  }

  /**
   * Returns the JDKs of these releases, the best first: the one that {@code JAVA_HOME} names,
   * because the user chose it, and then the others in the order of the releases. For each release,
   * those that variables name come first, then those in the usual places, then those on the {@code
   * PATH}. Each is there once, even if several links lead to it.
   *
   * @param preferred the releases, the most preferred first
   */
  List<InstalledJdk> candidates(List<Integer> preferred) {
    Stream<Path> named =
        environment.keySet().stream()
            .filter(name -> NAMED_RELEASE.matcher(name).matches())
            .sorted()
            .flatMap(this::named);
    Stream<InstalledJdk> others =
        Stream.of(named, USUAL_PLACES.stream().flatMap(this::homesIn), onPath())
            .flatMap(homes -> homes)
            .flatMap(JdkSearch::jdks)
            .filter(jdk -> preferred.contains(jdk.release()))
            .sorted(Comparator.comparingInt(jdk -> preferred.indexOf(jdk.release())));
    Stream<InstalledJdk> chosen =
        named("JAVA_HOME")
            .flatMap(JdkSearch::jdks)
            .filter(jdk -> preferred.contains(jdk.release()));
    Map<Path, InstalledJdk> distinct = new LinkedHashMap<>();
    Stream.concat(chosen, others).forEach(jdk -> distinct.putIfAbsent(real(jdk.home()), jdk));
    return List.copyOf(distinct.values());
  }

  private static Stream<InstalledJdk> jdks(Path home) {
    return InstalledJdk.at(home).stream();
  }

  private Stream<Path> named(String variable) {
    String value = environment.getOrDefault(variable, "");
    return value.isBlank() ? Stream.empty() : path(value).stream();
  }

  /** The place itself, which may be a JDK, and those in it. */
  private Stream<Path> homesIn(String place) {
    String name =
        VARIABLE
            .matcher(place)
            .replaceAll(match ->
                Matcher.quoteReplacement(environment.getOrDefault(match.group(1), match.group(2))));
    boolean everySubfolder = name.endsWith("/*");
    String plain = everySubfolder ? name.substring(0, name.length() - 2) : name;
    Stream<Path> folders =
        path(plain.startsWith("~/") ? userHome + plain.substring(1) : plain).stream();
    return (everySubfolder ? folders.flatMap(JdkSearch::subfolders) : folders)
        .flatMap(folder -> Stream.concat(Stream.of(folder), subfolders(folder)))
        .flatMap(home -> WITHIN.stream().map(home::resolve));
  }

  private static Stream<Path> subfolders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().collect(Collectors.toList()).stream();
    } catch (IOException | UncheckedIOException unreadable) {
      return Stream.empty(); // a folder of another user: the search goes on without it
    }
  }

  /** The homes of the {@code java} commands on the path, which are often links. */
  private Stream<Path> onPath() {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> path(folder).stream())
        .map(folder -> real(folder.resolve("java")))
        .filter(java -> java.getNameCount() > 2)
        .map(java -> java.getParent().getParent());
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath();
    }
  }

  /** A path, unless its name has letters that this locale cannot represent. */
  private static Optional<Path> path(String name) {
    try {
      return Optional.of(Path.of(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
