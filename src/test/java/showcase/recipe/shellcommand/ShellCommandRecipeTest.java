package showcase.recipe.shellcommand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict;
import showcase.recipe.Planted;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShellCommandRecipeTest {

  static Stream<NamedEdition> editions() {
    return ShellCommandRecipe.RECIPE.editions().stream();
  }

  private static Verdict run(
      NamedEdition edition, Duration deadline, Map<String, String> given, String... words)
      throws Exception {
    var in = Arguments.of(ShellCommandRecipe.RECIPE, given, List.of(words));
    return new Runner(deadline).run(ShellCommandRecipe.RECIPE, edition, in);
  }

  private static Verdict.Ran ran(Verdict verdict) {
    return assertInstanceOf(Verdict.Ran.class, verdict.outcome());
  }

  private static Verdict.Ran fine(NamedEdition edition, Map<String, String> given, String... words)
      throws Exception {
    Verdict verdict = run(edition, Duration.ofSeconds(60), given, words);
    assertTrue(verdict.fine(), verdict::toString);
    return ran(verdict);
  }

  @ParameterizedTest
  @MethodSource("editions")
  void runsTheUsersOwnCommandWithItsWordsAsTheyAre(NamedEdition edition) throws Exception {
    var run = fine(edition, Map.of(), "echo", "a  *", "$HOME").run();

    assertEquals(List.of("exit code 0"), run.saidBy("command"));
    assertEquals("| a  * $HOME", run.saidBy("command stdout").getLast());
  }

  @ParameterizedTest
  @MethodSource("editions")
  void aCommandThatAsksForInputSeesItsEnd(NamedEdition edition) throws Exception {
    assertEquals(List.of("exit code 0"), fine(edition, Map.of(), "cat").run().saidBy("command"));
  }

  @ParameterizedTest
  @MethodSource("editions")
  void showsLongAndUnprintableOutputInPart(NamedEdition edition) throws Exception {
    var numbers = fine(edition, Map.of(), "seq", "100000").run().saidBy("command stdout");
    assertEquals("588895 bytes", numbers.getFirst().split(",")[0]);
    assertEquals(32, numbers.size());

    var bell = fine(edition, Map.of(), "printf", "\\033[2J\\007").run().saidBy("command stdout");
    assertEquals("| ?[2J?", bell.getLast());
  }

  @ParameterizedTest
  @MethodSource("editions")
  void endsTheUsersCommandAtItsTimeout(NamedEdition edition) throws Exception {
    var run = fine(edition, Map.of("timeout", "50"), "sleep", "600").run();
    assertEquals(List.of("timed out after 50 ms"), run.saidBy("command"));
  }

  @ParameterizedTest
  @MethodSource("editions")
  void aUsersCommandThatDoesNotExistIsNamed(NamedEdition edition) throws Exception {
    Verdict verdict = run(edition, Duration.ofSeconds(60), Map.of(), "no-such-thing", "-l");

    var failure = ran(verdict).observation().failure().orElseThrow();
    assertInstanceOf(IOException.class, failure);
    assertTrue(failure.getMessage().contains("no-such-thing"), failure.getMessage());
    assertTrue(ran(verdict).observation().left().nothing());
  }

  /** The run's deadline comes first: the edition is interrupted, and ends what it started. */
  @ParameterizedTest
  @MethodSource("editions")
  void anInterruptInTheMiddleLeavesNothing(NamedEdition edition) throws Exception {
    Verdict verdict = run(edition, Duration.ofMillis(300), Map.of(), "sleep", "600");

    var seen = ran(verdict).observation();
    assertInstanceOf(TimeoutException.class, seen.failure().orElseThrow());
    assertTrue(seen.took().compareTo(Duration.ofSeconds(30)) < 0, seen::toString);
    assertTrue(seen.left().nothing(), seen::toString);
  }

  /** The shell has ended, and a process that is nobody's child any more could still write. */
  @ParameterizedTest
  @MethodSource("editions")
  void aPipeHeldOpenInTheBackgroundDoesNotHoldTheRun(NamedEdition edition) throws Exception {
    var given = Map.of("timeout", "300");
    String script = "echo well; sleep 30 & echo $!; exit 4";
    Verdict verdict = run(edition, Duration.ofSeconds(60), given, "sh", "-c", script);

    var run = ran(verdict).run();
    List<String> stdout = run.saidBy("command stdout");
    ProcessHandle.of(Long.parseLong(stdout.getLast().substring(2)))
        .ifPresent(ProcessHandle::destroyForcibly);
    assertEquals("| well", stdout.get(1));
    // Where the pipe's reader had not begun to wait, the JDK closes the pipe at the exit.
    assertTrue(run.saidBy("command").getFirst().startsWith("exit code 4"), run::toString);
    assertTrue(ran(verdict).observation().took().compareTo(Duration.ofSeconds(20)) < 0);
  }

  @Test
  void claimsCatchAWaitBeforeTheRead() throws Exception {
    Edition broken =
        (in, transcript) -> {
          Process process = new ProcessBuilder(Commands.large(in)).start();
          boolean ended = process.waitFor(1, TimeUnit.SECONDS);
          var stdout = PipeReader.start("stdout", process.getInputStream());
          var stderr = PipeReader.start("stderr", process.getErrorStream());
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.toHandle().destroyForcibly();
          process.waitFor();
          stdout.awaitEnd();
          stderr.awaitEnd();
          String end = ended ? "exit code 0" : "timed out";
          new CommandResult(end, stdout.soFar(), stderr.soFar(), true).say("large", transcript);
        };

    assertTrue(
        Planted.failing(ShellCommandRecipe.RECIPE, broken)
            .contains("much on both pipes at once arrives whole"));
  }

  @Test
  void claimsCatchATreeThatLosesOnlyItsRoot() throws Exception {
    Edition broken =
        (in, transcript) -> {
          Process process = new ProcessBuilder(Commands.SLOW).start();
          String pids =
              Stream.of(line(process), line(process), line(process))
                  .collect(Collectors.joining("\n"));
          process.toHandle().destroyForcibly();
          process.waitFor();
          var stdout = new PipeReader.Output(1, 1, pids.getBytes());
          var slow = new CommandResult("timed out", stdout, stdout, true);
          slow.say("slow", transcript);
          slow.saySurvivors(transcript);
          pids.lines()
              .map(Long::valueOf)
              .flatMap(pid -> ProcessHandle.of(pid).stream())
              .forEach(orphan -> {
                orphan.descendants().forEach(ProcessHandle::destroyForcibly);
                orphan.destroyForcibly();
              });
        };

    assertTrue(
        Planted.failing(ShellCommandRecipe.RECIPE, broken)
            .contains("on timeout the whole process tree is gone"));
  }

  @Test
  void claimsCatchStreamsThatRunTogetherAndAnErrorThatNamesNothing() throws Exception {
    Edition broken =
        (in, transcript) -> {
          var builder = new ProcessBuilder(Commands.SMALL).redirectErrorStream(true);
          Process process = builder.start();
          var both = PipeReader.start("both", process.getInputStream());
          both.awaitEnd();
          String end = "exit code " + process.waitFor();
          var none = new PipeReader.Output(0, 0, new byte[0]);
          new CommandResult(end, both.soFar(), none, true).say("small", transcript);
          transcript.say("missing", "No such file or directory");
        };

    assertTrue(
        Planted.failing(ShellCommandRecipe.RECIPE, broken)
            .containsAll(
                List.of(
                    "the bytes of both streams and the exit code are exact",
                    "a command that does not exist is an error that names it")));
  }

  private static String line(Process process) throws IOException {
    return process.inputReader().readLine();
  }
}
