package showcase;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import org.junit.jupiter.params.provider.ValueSource;
import showcase.Program.Result;

/** Tests the jar on a Java that cannot run the editions, such as a newcomer's. */
class LauncherIT {
  private static final List<String> LAUNCHER =
      List.of(
          "Launcher",
          "LaunchedJvm",
          "Lifeline",
          "InstalledJdk",
          "InstalledJdk$Answer",
          "JdkSearch",
          "JvmOptions",
          "cli/Main",
          "catalogue/Catalogue");

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

  /** The moments are those in which this JVM starts, looks for a JDK, and the other JVM starts. */
  @ParameterizedTest
  @ValueSource(ints = {150, 300, 400, 500, 600, 800})
  void aSignalInTheFirstMomentsGivesItsExitCodeAndNoMessage(int millis) throws Exception {
    try (Program program = Program.showcase(olderJava(), "serve", "--port", "0")) {
      Thread.sleep(millis);
      program.signal("TERM");
      Result result = program.result();
      assertTrue(List.of(143, 0).contains(result.code()), result.err());
      assertEquals("", result.err());
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

  /** The clean-up of the JVM without a launcher has to end a command that is stopped. */
  @Test
  void aCommandThatIsStoppedEndsWithTheLauncher() throws Exception {
    String[] words = {
      "run", "shell-command", "--edition", "classic", "--", "sh", "-c", "kill -STOP $$; sleep 99"
    };
    try (Program program = Program.showcase(olderJava(), words)) {
      await().atMost(60, SECONDS).until(() -> program.process().descendants().count() > 1);
      List<ProcessHandle> children = program.process().descendants().toList();

      program.process().destroyForcibly();

      await().atMost(15, SECONDS).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  /** A shell that becomes {@code sleep} never collects the launcher's exit code. */
  @Test
  void aServerEndsWithItsLauncherEvenIfThatStaysAZombie() throws Exception {
    int port = Program.freePort();
    var launcher =
        Program.command(olderJava(), "serve", "--port", "" + port, "--edition", "selector");
    var command = new ArrayList<>(List.of("sh", "-c", "\"$@\" & echo $!; exec sleep 100", "sh"));
    command.addAll(launcher);
    try (Program program = Program.start(command)) {
      await().atMost(60, SECONDS).until(() -> program.outSoFar().contains("listening on"));
      long pid = Long.parseLong(program.outSoFar().lines().findFirst().orElseThrow());
      ProcessHandle zombie = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> children = zombie.descendants().toList();
      assertFalse(children.isEmpty());

      zombie.destroyForcibly();

      await().atMost(10, SECONDS).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      assertTrue(zombie.isAlive(), "it was no zombie");
      new ServerSocket(port).close();
    }
  }

  /** It opens nothing to look for its launcher, so no descriptor that it lacks can mislead it. */
  @Test
  void aServerOutlivesALackOfDescriptors() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "no prlimit");
    int port = Program.freePort();
    var command = new ArrayList<>(List.of("prlimit", "--nofile=300:300"));
    command.addAll(
        Program.command(olderJava(), "serve", "--port", "" + port, "--edition", "selector"));
    try (Program program = Program.start(command)) {
      await().atMost(60, SECONDS).until(() -> program.outSoFar().contains("time limits"));
      List<Socket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < 600; i++) {
          sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write("10\n".getBytes(US_ASCII));
        assertEquals("55\n", new String(socket.getInputStream().readNBytes(3), US_ASCII));
      }
    }
  }

  /** Each would stop a worker or the launcher's child if it met a preference or came twice. */
  @ParameterizedTest
  @CsvSource({
    "JAVA_TOOL_OPTIONS, -XX:+UseG1GC",
    "JDK_JAVA_OPTIONS, -XX:+UseParallelGC",
    "_JAVA_OPTIONS, -XX:+UseZGC",
    "JAVA_TOOL_OPTIONS, -XX:+UsePerfData -Xmn8m",
    "JAVA_TOOL_OPTIONS, '-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=PORT'",
    "JDK_JAVA_OPTIONS, '\"-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=PORT\"'",
    "_JAVA_OPTIONS, -Dcom.sun.management.jmxremote.port=PORT -Dcom.sun.management.jmxremote.ssl=false"
        + " -Dcom.sun.management.jmxremote.authenticate=false"
  })
  void optionsInTheEnvironmentStopNeitherTheProgramNorItsWorkers(String variable, String options)
      throws Exception {
    String value = options.replace("PORT", "" + Program.freePort());
    for (Path home : List.of(olderJava(), Program.builtFor().get(preferred()))) {
      var command = new ArrayList<>(List.of("env", variable + "=" + value));
      command.addAll(
          Program.command(home, "run", "process-pool", "--situation", "no numbers, and one"));
      try (Program program = Program.start(command)) {
        Result result = program.result();
        assertEquals(0, result.code(), result.out() + result.err());
      }
    }
  }

  @Test
  void aDebuggerStaysWithTheLauncherOrDebugsTheServer() throws Exception {
    String debug = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=";
    Path home = Program.builtFor().get(preferred());
    List<String> elsewhere = new ArrayList<>(Program.command(olderJava(), "list"));
    elsewhere.add(1, debug + Program.freePort());
    try (Program program = Program.start(elsewhere)) {
      Result result = program.result();
      assertEquals(0, result.code(), result.err());
      assertTrue(
          result.err().matches("(?s)showcase: " + debug + "\\d+ stays with .*\n"), result.err());
    }

    List<String> here = new ArrayList<>(Program.command(home, "serve", "--port", "0"));
    here.add(1, debug + Program.freePort());
    try (Program program = Program.start(here)) {
      await().atMost(60, SECONDS).until(() -> program.outSoFar().contains("time limits"));
      assertFalse(program.outSoFar().contains("UseSerialGC"), program.outSoFar());
      program.signal("TERM");
      assertEquals(0, program.result().code());
    }
  }

  @Test
  void optionsThatTheOtherReleaseLacksDoNotStopIt() throws Exception {
    var command = new ArrayList<>(Program.command(olderJava(), "list"));
    command.addAll(1, List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:NoSuchFlag=1", "-Xmx64m"));
    try (Program program = Program.start(command)) {
      Result result = program.result();
      assertEquals(0, result.code(), result.err());
    }
  }

  /** Java 17 knows this flag, and Java 19 and later do not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run process-pool --situation numbers",
        "compare --work compute --engines process-pool --tasks 1 --n 1 --rounds 1",
        "bench submit -f 1 -wi 0 -i 1 -r 1ms"
      })
  void optionsThatTheOtherReleaseLacksStopNoneOfItsJvms(String line) throws Exception {
    String flag = "-XX:-UseBiasedLocking";
    assumeTrue(InstalledJdk.at(olderJava()).orElseThrow().release() < 19, "it lacks the flag, too");
    String[] words = line.split(" ");
    var inEnvironment = new ArrayList<>(List.of("env", "JAVA_TOOL_OPTIONS=" + flag));
    inEnvironment.addAll(Program.command(olderJava(), words));
    var onCommandLine = Program.command(olderJava(), words);
    onCommandLine.add(1, flag);
    for (List<String> command : List.of(inEnvironment, onCommandLine)) {
      command.add(command.indexOf("-jar"), "-Djmh.ignoreLock=true");
      try (Program program = Program.start(command)) {
        Result result = program.result();
        assertEquals(0, result.code(), result.out() + result.err());
      }
    }
  }

  /** More than a pipe holds: each of these starts a JVM from which it needs no output. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run kill-children --situation SIGKILL",
        "compare --work compute --engines process-pool --tasks 1 --n 1 --rounds 1"
      })
  void aJvmThatLogsMuchDoesNotWaitForAReader(String line) throws Exception {
    var command = new ArrayList<>(List.of("env", "JAVA_TOOL_OPTIONS=-Xlog:all=info"));
    command.addAll(Program.command(Program.builtFor().get(preferred()), line.split(" ")));
    try (Program program = Program.start(command)) {
      Result result = program.result();
      assertEquals(0, result.code(), () -> lastLines(result.out()) + lastLines(result.err()));
    }
  }

  private static String lastLines(String text) {
    return text.substring(Math.max(0, text.length() - 5_000));
  }

  @Test
  void aJdkThatDoesNotWorkIsPassedOver(@TempDir Path folder) throws Exception {
    Path broken = writeJdk(folder, preferred(), "exit 1");
    var command = new ArrayList<>(List.of("env", "JAVA_HOME=" + broken));
    command.addAll(Program.command(olderJava(), "--version"));
    try (Program program = Program.start(command)) {
      Result result = program.result();
      assertEquals(0, result.code(), result.err());
      assertTrue(
          result.err().matches("showcase: running on Java \\d+ in (?!" + broken + ").*\n"),
          result.err());
    }
  }

  @Test
  void ifNoJdkWorksEachIsNamedWithItsFault(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("future.jar");
    writeJarForRelease(99, jar);
    Path broken = writeJdk(folder, 99, "echo cannot load libjvm.so >&2; exit 1");
    List<String> command =
        List.of(
            "env",
            "JAVA_HOME=" + broken,
            "LC_ALL=C",
            "JAVA99_HOME=/home/j\u00fcrgen",
            olderJava().resolve("bin/java").toString(),
            "-Duser.language=ar",
            "-Duser.country=EG",
            "-jar",
            jar.toString());
    try (Program program = Program.start(command)) {
      Result result = program.result();
      assertEquals(1, result.code());
      String fault = "cannot use the JDK in " + broken + ": exit code 1: cannot load libjvm.so";
      List<String> lines = result.err().lines().toList();
      assertEquals("showcase: " + fault, lines.getFirst());
      assertTrue(lines.getLast().contains("no other JDK 99 was found"), result.err());
      assertEquals(2, lines.size(), result.err());
    }
  }

  private static Path writeJdk(Path folder, int release, String script) throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"" + release + "\"\n");
    return folder.resolve("jdk");
  }

  @Test
  void aServerWhoseJarIsRemovedSaysSoAndEndsWhenItNeedsAWorker(@TempDir Path folder)
      throws Exception {
    Path jar = Files.copy(Program.jar(), folder.resolve("copy.jar"));
    Path home = Program.builtFor().get(preferred());
    String java = home.resolve("bin/java").toString();
    List<String> command =
        List.of(java, "--enable-preview", "-jar", jar.toString(), "serve", "--port", "0");
    try (Program program = Program.start(command)) {
      await().atMost(60, SECONDS).until(() -> program.outSoFar().contains("time limits"));

      Files.delete(jar);
      await().atMost(60, SECONDS).until(() -> program.errSoFar().contains("copy.jar was removed"));
      program
          .process()
          .descendants()
          .filter(one -> one.info().commandLine().orElse("").contains("WorkerMain"))
          .findFirst() // without the jar, they may have ended already
          .ifPresent(ProcessHandle::destroyForcibly);

      Result result = program.result();
      assertEquals(1, result.code(), result.err());
      assertTrue(result.err().contains("cannot be replaced"), result.err());
      assertFalse(result.err().contains("\tat "), result.err()); // no stack trace
    }
  }

  @Test
  void aLiveReportWhoseJarIsReplacedSaysSoAndEnds(@TempDir Path folder) throws Exception {
    Path jar = Files.copy(Program.jar(), folder.resolve("copy.jar"));
    Path next = Files.copy(Program.jar(), folder.resolve("next.jar"));
    String java = Program.builtFor().get(preferred()).resolve("bin/java").toString();
    List<String> command =
        List.of(java, "--enable-preview", "-jar", jar.toString(), "report", "--live", "mutex");
    try (Program program = Program.start(command)) {
      await().atMost(60, SECONDS).until(() -> program.outSoFar().contains("http://"));

      Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);

      Result result = program.result();
      assertEquals(1, result.code(), result.err());
      assertEquals(
          "showcase: " + jar + " was replaced while this program was running; start it again\n",
          result.err());
    }
  }

  @Test
  void aServerWhoseJdkIsRemovedSaysSoAndEndsWhenItNeedsAWorker(@TempDir Path folder)
      throws Exception {
    Path home = folder.resolve("jdk");
    copyJdk(Program.builtFor().get(preferred()), home);
    Path java = home.resolve("bin/java");
    List<String> command =
        List.of(
            java.toString(),
            "--enable-preview",
            "-jar",
            Program.jar().toString(),
            "serve",
            "--port",
            "0");
    try (Program program = Program.start(command)) {
      await().atMost(60, SECONDS).until(() -> program.outSoFar().contains("time limits"));

      assertEquals(0, new ProcessBuilder("rm", "-rf", home.toString()).start().waitFor());
      await().atMost(60, SECONDS).until(() -> program.errSoFar().contains(java + " was removed"));
      program
          .process()
          .descendants()
          .filter(one -> one.info().commandLine().orElse("").contains("WorkerMain"))
          .findFirst()
          .ifPresent(ProcessHandle::destroyForcibly);

      Result result = program.result();
      assertEquals(1, result.code(), result.err());
      assertTrue(result.err().contains("cannot be replaced"), result.err());
      assertFalse(result.err().contains("\tat "), result.err()); // no stack trace
    }
  }

  /** Links would not do: a JVM finds its home by the real path of its files. */
  private static void copyJdk(Path from, Path to) throws Exception {
    String script = "cp -al \"$1\" \"$2\" || { rm -rf \"$2\"; cp -a \"$1\" \"$2\"; }";
    String jdk = from.toRealPath().toString();
    var copy = new ProcessBuilder("sh", "-c", script, "copy", jdk, to.toString());
    assertEquals(0, copy.redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor());
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
      assertTrue(result.out().contains("submit, classic (java 25)"), result.out());
      assertTrue(result.out().contains("round-robin, modern (java 25)"), result.out());
      assertFalse(result.err().contains("Exception"), result.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run submit --edition modern",
        "bench submit -f 1 -wi 0 -i 1 -r 1ms",
        "compare --work requests --rounds 1",
        "compare --work server --rounds 1",
        "serve --port 0"
      })
  void onAReleaseWithoutEditionsWhatCannotRunSaysWhatItNeeds(String words) throws Exception {
    var releases = Program.builtFor().keySet();
    assumeTrue(releases.containsAll(List.of(21, 25)), "not built for 21 and 25");
    Path home = Program.builtFor().get(25);
    List<String> command = new ArrayList<>(Program.command(home, words.split(" ")));
    command.addAll(1, List.of("-Djdk.util.jar.enableMultiRelease=false", "-Djmh.ignoreLock=true"));
    try (Program program = Program.start(command)) {
      Result result = program.result();
      assertEquals(1, result.code(), result.err());
      String all = result.out() + result.err();
      assertTrue(all.contains("needs Java 21, 25, 27 or 28"), all);
      assertFalse(all.contains("Error"), all);
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
      for (String name : LAUNCHER) {
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
