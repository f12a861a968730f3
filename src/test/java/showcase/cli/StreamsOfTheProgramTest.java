package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the program from a shell, with its streams on files, pipes, terminals and full disks. */
@EnabledOnOs(OS.LINUX)
@Tag("once")
class StreamsOfTheProgramTest {
  private static final String FULL =
      "showcase: cannot write to standard output: No space left on device";

  @TempDir private Path folder;

  private record Result(int code, String out, String err) {}

  /** Runs a script in which {@code showcase} is the program. */
  private Result run(String script) throws IOException, InterruptedException {
    return run("", script);
  }

  private Result run(String flags, String script) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String program =
        "%s --enable-preview %s -cp '%s' %s"
            .formatted(java, flags, System.getProperty("java.class.path"), Main.class.getName());
    Path file = folder.resolve("script");
    Files.writeString(file, "showcase() { " + program + " \"$@\"; }\n" + script);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var shell = new ProcessBuilder("bash", file.toString());
    shell.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"));
    shell.environment().put("TERM", "xterm");
    Process process =
        shell
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it did not end");
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "list --json", "--help", "--version", "show mutex --diff"})
  void aFullDiskIsNamed(String command) throws Exception {
    Result result = run("showcase " + command + " > /dev/full");
    assertEquals(new Result(1, "", FULL + "\n"), result);
  }

  @Test
  void aClosedPipeIsSilent() throws Exception {
    Result result = run("showcase show submit --situations | :; exit ${PIPESTATUS[0]}");
    assertEquals(new Result(141, "", ""), result);
  }

  @Test
  void aClosedOutputIsNamed() throws Exception {
    Result result = run("showcase list >&-");
    assertEquals(1, result.code());
    assertEquals("showcase: cannot write to standard output: Bad file descriptor\n", result.err());
  }

  @Test
  void aFullDiskForTemporaryFilesIsNamedWhereTheyAreNeeded() throws Exception {
    String flags = "-Djava.io.tmpdir=" + folder.resolve("no");
    assertEquals(0, run(flags, "showcase list").code());
    Result result = run(flags, "showcase run mutex");
    assertEquals(1, result.code());
    String last = result.err().lines().toList().getLast(); // the JVM says it, too
    assertTrue(last.startsWith("showcase: cannot write temporary files in " + folder), last);
  }

  @Test
  void aRunLeavesNoTemporaryFiles() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    String flags = "-Djava.io.tmpdir=" + temporary;
    assertEquals(0, run(flags, "showcase run mutex").code());
    try (var files = Files.list(temporary)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aFileWithoutAnEndIsRefused() throws Exception {
    Result result = run("showcase report -o " + folder + "/a.html --bench /dev/zero");
    String why = "--bench must name a JSON result of JMH, and '/dev/zero' has more than 32 MiB";
    assertEquals(new Result(2, "", "showcase: " + why + "\n"), result);
  }

  @Test
  void outOfMemoryIsOneLine() throws Exception {
    String flags = "-Xmx32m -XX:+UseSerialGC";
    Result result = run(flags, "showcase report -o " + folder + "/a.html --bench /dev/zero");
    String why = "showcase: not enough memory or threads: Java heap space\n";
    assertEquals(new Result(1, "", why), result);
  }

  /**
   * With 1 GiB for each stack, a limit of the address space is one of the threads, also for root.
   * The program's first thread waits for the launcher, which has ended here: exit code 130.
   */
  @Test
  void aThreadThatIsRefusedIsOneLine() throws Exception {
    String flags =
        "-Xss1g -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=16m"
            + " -XX:CompressedClassSpaceSize=16m -Dshowcase.launched-by=1";
    boolean refused = false;
    Result result = new Result(1, "", "");
    for (int halves = 12; halves <= 60 && result.code() != 130; halves++) {
      result = run(flags, "ulimit -v " + (halves << 19) + "; showcase list");
      if (result.err().contains("showcase: ")) {
        refused = true;
        assertEquals(1, result.code(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
      }
    }
    assertEquals(130, result.code(), "it never started");
    assertTrue(refused, "no thread was refused");
  }

  @Test
  void anAddressFamilyThatIsSwitchedOffIsNamed() throws Exception {
    String flags = "-Djava.net.preferIPv4Stack=true";
    Result result = run(flags, "showcase load --host ::1 --port 5566");
    assertEquals(
        new Result(
            1,
            "",
            "showcase: cannot load [::1]:5566: there is no IPv6 here, or it is switched off\n"),
        result);
  }

  /** A terminal on which only one of the two streams ends. */
  private Result onTerminal(String script) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script command");
    Path inner = folder.resolve("inner");
    Files.writeString(inner, script);
    return run(
        "export -f showcase; SHELL=$BASH script -qec 'stty cols 60; bash " + inner + "' /dev/null");
  }

  @Test
  void progressGoesToTheTerminalOnlyIfStandardErrorIsOne() throws Exception {
    Path file = folder.resolve("file");
    assertEquals(0, onTerminal("showcase show mutex 2> " + file).code());
    assertFalse(Files.readString(file).contains("\u001b"), Files.readString(file));

    Result result = onTerminal("showcase show mutex > " + file);
    assertTrue(result.out().contains("… running mutex"), result.out());
    assertFalse(Files.readString(file).contains("\u001b"), "colours in a file");
  }

  @Test
  void aDumbTerminalGetsNoEscapes() throws Exception {
    Result result = onTerminal("TERM=dumb showcase show mutex; unset TERM; showcase show mutex");
    assertFalse(result.out().contains("\u001b"), result.out());
  }

  @Test
  void coloursGoToATerminal() throws Exception {
    Result result = onTerminal("showcase show mutex; showcase list --help");
    assertTrue(result.out().contains("\u001b[34mfinal"), "no colours in the source");
    assertTrue(result.out().contains("\u001b[1mshowcase list"), "no bold print in the help");
  }
}
