package showcase;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.Program.Result;

/** Tests the jar on a Java that cannot run the editions, such as a newcomer's. */
class LauncherIT {
  private static final String[] LONG_WORK = {
    "run", "create-thread", "--repeat", "10000", "--edition", "modern", "--json"
  };

  /** Returns the Java that runs the build if it is too old for the editions, such as Java 17. */
  private static Path olderJava() throws IOException {
    Path home = Program.buildJava();
    int release = InstalledJdk.at(home).orElseThrow().release();
    assumeTrue(release < 21, "the build runs on Java " + release + ", which is not too old");
    return home;
  }

  /** The release that the launcher prefers among those of the jar. */
  private static int preferred() {
    return Stream.of(25, 27, 21, 28)
        .filter(Program.builtFor()::containsKey)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anOlderJavaStartsThePreferredOneSilently() throws Exception {
    Result run = Program.run(olderJava(), "run", "submit", "--json", "--edition", "modern");

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("\"java\":\"" + preferred() + "\""), run.out());
    assertEquals(1, run.out().lines().count());
    assertFalse(run.err().contains("showcase: "), run.err()); // at most what is running
  }

  @Test
  void versionNamesTheJavaOnWhichItRuns() throws Exception {
    Result version = Program.run(olderJava(), "--version");

    assertEquals(0, version.code(), version.err());
    assertTrue(version.err().startsWith("showcase: running on Java " + preferred()), version.err());
    assertEquals(1, version.err().lines().count(), version.err());
  }

  @Test
  void theExitCodeIsPassedOn() throws Exception {
    Result run = Program.run(olderJava(), "run", "no-such-recipe");

    assertEquals(2, run.code());
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsBothProcessesAndItsExitCodeIsPassedOn(String signal, int code) throws Exception {
    try (Program program = Program.showcase(olderJava(), LONG_WORK)) {
      await().atMost(60, SECONDS).until(() -> program.outSoFar().lines().count() > 1);
      List<ProcessHandle> children = program.process().descendants().toList();
      assertEquals(1, children.size());

      program.signal(signal);

      assertEquals(code, program.result().code());
      assertTrue(children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void theChildEndsWhenItsLauncherIsKilled() throws Exception {
    try (Program program = Program.showcase(olderJava(), LONG_WORK)) {
      await().atMost(60, SECONDS).until(() -> program.outSoFar().lines().count() > 1);
      List<ProcessHandle> children = program.process().descendants().toList();

      program.process().destroyForcibly();

      await().atMost(60, SECONDS).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void withoutThePreviewFlagItRestartsWithTheFlag() throws Exception {
    Path home = Program.builtFor().get(preferred());
    List<String> command =
        new ArrayList<>(Program.command(home, "run", "submit", "--edition", "modern", "--json"));
    command.remove("--enable-preview");
    try (Program program = Program.start(command)) {
      Result result = program.result();
      assertEquals(0, result.code(), result.err());
      assertFalse(result.err().contains("showcase: "), result.err());
    }
  }

  /** Without its classes for Java 25, the jar behaves on Java 25 as it will on Java 26. */
  @Test
  void onAReleaseWithoutEditionsEverythingElseRuns() throws Exception {
    var releases = Program.builtFor().keySet();
    assumeTrue(releases.containsAll(List.of(21, 25)), "not built for 21 and 25");
    Path home = Program.builtFor().get(25);
    List<String> command = new ArrayList<>(Program.command(home, "run", "submit", "round-robin"));
    command.add(1, "-Djdk.util.jar.enableMultiRelease=false");
    try (Program program = Program.start(command)) {
      Result result = program.result();
      assertEquals(0, result.code(), result.err());
      assertTrue(
          result.out().contains("submit, modern: needs Java 21, 25, 27 or 28"), result.out());
      assertTrue(result.out().contains("submit, classic (java 21)"), result.out());
      assertTrue(result.out().contains("round-robin, modern (java 21)"), result.out());
      assertFalse(result.err().contains("Exception"), result.err());
    }
  }

  private static Stream<Path> everyJava() {
    return Stream.concat(Stream.of(Program.buildJava()), Program.homes());
  }

  @ParameterizedTest
  @MethodSource("everyJava")
  void ifNoJdkFitsItSaysWhatToInstall(Path home, @TempDir Path folder) throws Exception {
    Path jar = folder.resolve("future.jar");
    writeJarForRelease(99, jar);
    String java = home.resolve("bin/java").toString();
    try (Program program = Program.start(List.of(java, "-jar", jar.toString()))) {
      Result result = program.result();
      assertEquals(1, result.code());
      assertEquals("", result.out());
      assertEquals(1, result.err().lines().count());
      assertTrue(result.err().contains("no JDK 99 was found"), result.err());
    }
  }

  /** Writes a jar with the launcher and a few classes, which are marked as those of a release. */
  private static void writeJarForRelease(int release, Path file) throws IOException {
    var manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "showcase.Launcher");
    attributes.putValue("Showcase-Releases", Integer.toString(release));
    try (JarFile from = new JarFile(Program.jar().toFile());
        OutputStream out = Files.newOutputStream(file);
        JarOutputStream to = new JarOutputStream(out, manifest)) {
      for (String name : List.of("Launcher", "InstalledJdk", "cli/Main", "catalogue/Catalogue")) {
        String entry = "showcase/" + name + ".class";
        byte[] bytes = from.getInputStream(from.getJarEntry(entry)).readAllBytes();
        if (name.contains("/")) {
          bytes[7] = (byte) (release + 44); // the low byte of the class file's version (JVMS 4.1)
        }
        to.putNextEntry(new JarEntry(entry));
        to.write(bytes);
      }
    }
  }
}
