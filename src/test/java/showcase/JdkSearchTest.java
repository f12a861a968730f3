package showcase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class JdkSearchTest {
  /** Uses releases that do not exist, so that JDKs in the usual places cannot interfere. */
  private static final List<Integer> WANTED = List.of(9025, 9027, 9021);

  /** No path in any locale, as a name with umlauts is none where LC_ALL is C. */
  private static final String NO_PATH = "/home/j\0rgen";

  @TempDir private Path folder;

  private Path jdk(String name, String version) throws IOException {
    return jdk(name, "JAVA_VERSION=\"" + version + "\"\n", "");
  }

  /** Writes a JDK whose {@code java} is a shell script. */
  private Path jdk(String name, String release, String script) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("release"), release);
    return home;
  }

  private List<Path> candidates(Map<String, String> environment) {
    return new JdkSearch(environment, folder.toString())
        .candidates(WANTED).stream().map(InstalledJdk::home).collect(Collectors.toList());
  }

  private static Optional<Integer> release(Path home) {
    return InstalledJdk.at(home).map(InstalledJdk::release);
  }

  @Test
  void readsTheReleaseFromEveryKindOfVersion() throws IOException {
    for (String version :
        List.of("9025.0.3", "9025", "9025-ea", "9025.0.1.0.3", "9025+1-1-Debian")) {
      assertEquals(Optional.of(9025), release(jdk("a", version)), version);
    }
  }

  @Test
  void aFolderWithoutAReleaseFileOrAVersionIsNotAJdk() throws IOException {
    assertTrue(InstalledJdk.at(folder).isEmpty());
    Path home = jdk("broken", "");
    assertTrue(InstalledJdk.at(home).isEmpty());
    Files.delete(home.resolve("bin/java"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"9025\"");
    assertTrue(InstalledJdk.at(home).isEmpty());
    Files.createDirectory(home.resolve("bin/java"));
    assertTrue(InstalledJdk.at(home).isEmpty());
  }

  @Test
  void aReleaseNumberThatIsNoneIsSkipped() throws IOException {
    assertTrue(InstalledJdk.at(jdk("odd", "99999999999")).isEmpty());
  }

  @Test
  void theUsersChoiceComesFirstIfItFits() throws IOException {
    Path older = jdk("older", "9021");
    Path newer = jdk("newer", "9025");

    var environment = Map.of("JAVA_HOME", older.toString(), "JAVA25_HOME", newer.toString());

    assertEquals(List.of(older, newer), candidates(environment));
  }

  @Test
  void aChoiceThatDoesNotFitIsSkipped() throws IOException {
    Path tooOld = jdk("too-old", "17.0.1");
    Path fitting = jdk("fitting", "9021");

    var environment = Map.of("JAVA_HOME", tooOld.toString(), "JAVA21_HOME", fitting.toString());

    assertEquals(List.of(fitting), candidates(environment));
  }

  @Test
  void theOthersComeInTheOrderOfPreference() throws IOException {
    Path older = jdk("older", "9021");
    Path newer = jdk("newer", "9025");
    Path newest = jdk("newest", "9027");

    assertEquals(
        List.of(newer, newest, older),
        candidates(
            Map.of(
                "JAVA21_HOME", older.toString(),
                "JAVA25_HOME", newer.toString(),
                "JAVA27_HOME", newest.toString())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".sdkman/candidates/java/9025-tem",
        ".local/share/mise/installs/java/temurin-9025",
        ".asdf/installs/java/temurin-9025",
        ".jbang/cache/jdks/9025",
        ".jbang/currentjdk",
        ".gradle/jdks/eclipse_adoptium-9025-amd64-linux.2",
        ".gradle/jdks/eclipse_adoptium-9025-amd64-linux/jdk-9025.0.3+9",
        ".jenv/versions/9025",
        ".jdks/temurin-9025",
        ".nix-profile/lib/openjdk",
        "Library/Java/JavaVirtualMachines/tem-9025.jdk/Contents/Home"
      })
  void theUsersUsualPlacesAreSearched(String name) throws IOException {
    Path home = jdk(name, "9025");
    assertEquals(List.of(home), candidates(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "SDKMAN_DIR, candidates/java/x",
    "MISE_DATA_DIR, installs/java/x",
    "XDG_DATA_HOME, mise/installs/java/x",
    "ASDF_DATA_DIR, installs/java/x",
    "JBANG_DIR, cache/jdks/x",
    "GRADLE_USER_HOME, jdks/x",
    "JENV_ROOT, versions/x"
  })
  void theRootsOfToolsAreSearched(String variable, String name) throws IOException {
    Path home = jdk("tool/" + name, "9025");
    assertEquals(List.of(home), candidates(Map.of(variable, folder.resolve("tool").toString())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA25_HOME", "JAVA_HOME_25_X64", "JAVA_HOME_25_arm64", "JAVA_HOME_25"})
  void theVariablesOfReleasesAreSearched(String variable) throws IOException {
    Path home = jdk("somewhere", "9025");
    assertEquals(List.of(home), candidates(Map.of(variable, home.toString())));
  }

  @Test
  void theJavaOnThePathIsFoundThroughLinks() throws IOException {
    Path home = jdk("jvm", "9025");
    Path bin = Files.createDirectories(folder.resolve("usr/bin"));
    Path alternative = Files.createSymbolicLink(folder.resolve("alt"), home.resolve("bin/java"));
    Files.createSymbolicLink(bin.resolve("java"), alternative);

    assertEquals(List.of(home), candidates(Map.of("PATH", "/no/such:" + bin + ":")));
  }

  @Test
  void aJdkIsThereOnceHoweverManyLinksLeadToIt() throws IOException {
    Path home = jdk(".jdks/a", "9025");
    Files.createSymbolicLink(folder.resolve(".jdks/b"), home);
    var environment = Map.of("JAVA25_HOME", home.toString(), "PATH", home + "/bin");
    assertEquals(List.of(home), candidates(environment));
  }

  @Test
  void namesThatAreNoPathAreSkipped() throws IOException {
    Path home = jdk("good", "9025");
    var environment =
        Map.of(
            "JAVA_HOME", NO_PATH,
            "JAVA21_HOME", NO_PATH,
            "SDKMAN_DIR", NO_PATH,
            "PATH", NO_PATH + ":" + home.resolve("bin"));
    var search = new JdkSearch(environment, NO_PATH);
    assertEquals(
        List.of(home),
        search.candidates(WANTED).stream().map(InstalledJdk::home).collect(Collectors.toList()));
  }

  @Test
  void thereIsNoneIfNothingFits() {
    assertEquals(List.of(), candidates(Map.of("JAVA_HOME", "/no/such/folder")));
    assertEquals(List.of(), new JdkSearch(Map.of(), null).candidates(WANTED));
  }

  private String fault(String script) throws Exception {
    Path home = jdk("tried", "JAVA_VERSION=\"25.0.3\"\n", script);
    return InstalledJdk.at(home).orElseThrow().fault().orElse("none");
  }

  @Test
  void aJdkThatAnswersWithItsReleaseHasNoFault() throws Exception {
    assertEquals("none", fault("echo 'openjdk 25.0.3 2026-04-21 LTS'"));
    assertEquals("none", fault("echo 'java 25 2025-09-16 LTS'"));
    assertEquals("none", fault("echo 'Picked up JAVA_TOOL_OPTIONS: -Da=b' >&2; echo openjdk 25"));
  }

  /** More than a pipe holds, as with {@code JAVA_TOOL_OPTIONS=-Xlog:all}. */
  @Test
  void aJdkMayPrintMuch() throws Exception {
    String much = "head -c 100000 /dev/zero | tr '\\0' x; ";
    assertEquals("none", fault(much + "echo; echo openjdk 25.0.3"));
    assertEquals("none", fault("echo openjdk 25.0.3; " + much));
    assertTrue(fault(much + "exit 1").matches("exit code 1: x+…"));
  }

  @Test
  void aProcessThatKeepsThePipeOpenIsNotWaitedFor() throws Exception {
    assertEquals("none", fault("echo openjdk 25.0.3; sleep 30 & exit 0"));
  }

  @Test
  void optionsThatItLacksAreNoFault() throws Exception {
    String strict =
        "case $1 in -XX:+IgnoreUnrecognizedVMOptions) echo openjdk 25;; *) exit 1; esac";
    assertEquals("none", fault(strict));
  }

  @Test
  void aJdkThatDoesNotRunHasAFault() throws Exception {
    assertEquals("exit code 1: no libjvm.so", fault("echo no libjvm.so >&2; exit 1"));
    assertEquals("exit code 0", fault(""));
    assertEquals("exit code 137", fault("kill -KILL $$"));
    assertEquals("it says Java 25, but is Java 17", fault("echo 'openjdk 17.0.15 2025-04-15'"));
    assertTrue(fault("printf '\\033[31m%0500d' 1; exit 1").matches("exit code 1: \\?\\[31m0+…"));
  }

  @Test
  void aJdkForAnotherMachineHasAFault() throws Exception {
    Path home = jdk("foreign", "JAVA_VERSION=\"25.0.3\"\n", "");
    Files.writeString(home.resolve("bin/java"), "#!/lib/no-such-loader.so\n");
    assertTrue(InstalledJdk.at(home).orElseThrow().fault().orElseThrow().contains("bin/java"));
    Files.write(home.resolve("bin/java"), new byte[] {0x7f, 'E', 'L', 'F', 9, 9, 9, 0, 0, 0});
    assertTrue(InstalledJdk.at(home).orElseThrow().fault().isPresent());
  }

  @Test
  void aJdkWithoutAModuleThatIsNeededHasAFault() throws Exception {
    String file =
        "JAVA_VERSION=\"25.0.3\"\nMODULES=\"java.base java.desktop jdk.httpserver jdk.jfr\"\n";
    Path home = jdk("small", file, "echo openjdk 25.0.3");
    assertEquals(
        Optional.of("it has no module jdk.management"),
        InstalledJdk.at(home).orElseThrow().fault());
  }
}
