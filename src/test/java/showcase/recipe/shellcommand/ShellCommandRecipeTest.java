package showcase.recipe.shellcommand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static showcase.recipe.Fault.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.catalogue.Arguments;
import showcase.catalogue.Line;
import showcase.catalogue.Outcome;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict.Ran;
import showcase.recipe.Faults;
import showcase.recipe.ForeignWriter;
import showcase.recipe.shellcommand.ShellCommand.CommandResult;

/**
 * Not planted, because nobody outside can see it: in the classic edition, the last wait for the
 * readers, and an interrupt during it. The processes have ended by then, so the readers end within
 * microseconds, and the runner gives a thread 100 ms for that.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShellCommandRecipeTest {
  private static final String ONLY_THE_PROCESS =
      """
      private static final class OnlyTheProcess implements AutoCloseable {
        private Process process;

        Process start(ProcessBuilder builder) throws IOException {
          process = builder.start();
          return process;
        }

        int end(Duration grace) {
          process.destroyForcibly();
          return 0;
        }

        @Override
        public void close() {
          end(Duration.ZERO);
        }
      }

      private static byte[] readAll\
      """;

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        ShellCommandRecipe.RECIPE,
        fault("stderr is read only after the exit")
            .in("classic")
            .replace(
                "var stderr = read(process.getErrorStream(), begun, readers);",
                "begun.countDown();\nvar stderr = "
                    + "new FutureTask<>(() -> readAll(process.getErrorStream(), begun));")
            .replace("byte[] err =", "stderr.run(); byte[] err =")
            .breaksOrStopsBefore("all of it arrives"),
        fault("stdout is not drained")
            .in("modern")
            .replace(
                "var stdout = scope.fork(() -> readAll(process.getInputStream(), begun));",
                "begun.countDown();\nvar stdout = scope.fork(() -> new byte[0]);")
            .breaksOrStopsBefore("all of it arrives"),
        fault("only the process is killed, not its tree")
            .in("classic", "modern")
            .replace("var tree = new ProcessTree()", "var tree = new OnlyTheProcess()")
            .replace("  private static byte[] readAll", ONLY_THE_PROCESS)
            .breaks("when it is thrown, all four processes have ended"),
        fault("the process is not awaited")
            .in("classic")
            .replace("!process.waitFor(deadline - System.nanoTime(), NANOSECONDS)", "false")
            .replace("process.exitValue()", "process.isAlive() ? -1 : process.exitValue()")
            .breaks("the exit code is right, although the pipes are closed before the exit"),
        fault("the process is not awaited")
            .in("modern")
            .replace(
                "return process.waitFor();", "return process.isAlive() ? -1 : process.exitValue();")
            .breaks("the exit code is right, although the pipes are closed before the exit"),
        fault("its input stays open")
            .in("classic", "modern")
            .replace(
                "process.getOutputStream().close();",
                "process.getOutputStream().write(10);\n" + "process.getOutputStream().flush();")
            .breaksOrStopsBefore("the bytes are exact"),
        fault("the streams are exchanged")
            .in("classic")
            .replace("process.exitValue(), out, err", "process.exitValue(), err, out")
            .breaks("output, errors and exit code come separately"),
        fault("the streams are exchanged")
            .in("modern")
            .replace("stdout.get(), stderr.get()", "stderr.get(), stdout.get()")
            .breaks("output, errors and exit code come separately"),
        fault("the JDK may close the pipe while a process in the background has it")
            .in("classic", "modern")
            .replace("synchronized (pipe) {", "{")
            .breaks("nothing of it is lost"),
        fault("the command begins before its readers")
            .in("classic", "modern")
            .replace("HeldCommand.of(command)", "new ProcessBuilder(command)")
            .breaks("nothing of it is lost"),
        fault("the time is not limited")
            .in("classic")
            .replace("+ NANOSECONDS.convert(timeout)", "+ NANOSECONDS.convert(timeout) * 1000")
            .breaks("TimeoutException"),
        fault("the time is not limited")
            .in("modern")
            .replace("config.withTimeout(timeout)", "config.withName(\"command\")")
            .replaceOn21(
                "scope.joinUntil(Instant.now().plus(timeout)).throwIfFailed();",
                "if (timeout == null) throw new TimeoutException();\n"
                    + "scope.join().throwIfFailed();")
            .breaks("TimeoutException"),
        fault("a process that was left goes on")
            .in("classic", "modern")
            .replace("tree.end(Duration.ZERO)", "0")
            .breaks("the result says that one process was left"),
        fault("an interrupt ends only the process, and nothing is waited for")
            .in("classic")
            .replace("var tree = new ProcessTree()", "var tree = new OnlyTheProcess()")
            .replace("readers.forEach(it -> join(it)); //", "//")
            .replace("  private static byte[] readAll", ONLY_THE_PROCESS)
            .breaks("no task runs when it is thrown"),
        fault("an interrupt is taken for a timeout")
            .in("classic")
            .replace(
                "    } catch (ExecutionException e) {",
                "    } catch (InterruptedException e) {\n      throw new TimeoutException();\n"
                    + "    } catch (ExecutionException e) {")
            .breaks("InterruptedException within a second"),
        fault("an interrupt is taken for a timeout")
            .in("modern")
            .replace("StructuredTaskScope.TimeoutException e", "InterruptedException e")
            .replaceOn21(
                "catch (TimeoutException e", "catch (TimeoutException | InterruptedException e")
            .replaceOn27(
                "    } catch (ExecutionException e) {",
                "    } catch (InterruptedException e) {\n      throw new TimeoutException();\n"
                    + "    } catch (ExecutionException e) {")
            .breaks("InterruptedException within a second"));
  }

  static Stream<NamedEdition<ShellCommand>> editions() {
    return ShellCommandRecipe.RECIPE.editions().stream();
  }

  /** Five of sixty plain sleeps were said to have left something behind. */
  @ParameterizedTest
  @MethodSource("editions")
  void aCommandThatEndsAtItsTimeoutIsWholeOrLate(NamedEdition<ShellCommand> edition) {
    for (int round = 0; round < 30; round++) {
      Duration timeout = Duration.ofMillis(30 + round);
      Outcome<CommandResult> outcome =
          Outcome.of(
              () -> edition.maker().get().run(List.of("sh", "-c", "sleep 0.04; echo"), timeout));
      if (!outcome.threw(TimeoutException.class)) {
        var result = ((Outcome.Returned<CommandResult>) outcome).value();
        assertEquals(0, result.exitCode());
        assertEquals(1, result.stdout().length);
        assertEquals(0, result.left());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("editions")
  void runsTheUsersOwnCommandWithItsWordsAsTheyAre(NamedEdition<ShellCommand> edition)
      throws Exception {
    var in = Arguments.of(ShellCommandRecipe.RECIPE, Map.of(), List.of("echo", "a  *", "$HOME"));
    var verdict =
        new Runner(Duration.ofSeconds(60))
            .run(
                ShellCommandRecipe.RECIPE,
                edition.name(),
                in,
                situation -> situation.name().startsWith("a command, yours"));

    assertTrue(verdict.fine(), verdict::toString);
    assertEquals(
        List.of(),
        ((Ran) verdict.outcome()).situations().getFirst().claims(),
        "nothing is known of the user's command that could fail to hold");
    assertEquals(
        List.of("stdout a  * $HOME", "exit code 0"),
        ((Ran) verdict.outcome()).lines().stream().map(Line::toString).toList());
  }

  @ParameterizedTest
  @MethodSource("editions")
  void aVeryLongTimeoutIsNoError(NamedEdition<ShellCommand> edition) throws Exception {
    var result =
        edition.maker().get().run(List.of("sh", "-c", "exit 3"), Duration.ofDays(365 * 250));
    assertEquals(3, result.exitCode());
  }

  /** An earlier version waited for as long as that process had the pipe. */
  @ParameterizedTest
  @MethodSource("editions")
  void givesUpAPipeThatAForeignProcessHolds(NamedEdition<ShellCommand> edition) throws Exception {
    try (var foreign = new ForeignWriter()) {
      long start = System.nanoTime();
      assertThrows(TimeoutException.class, () -> run(edition, foreign, Duration.ofSeconds(1)));
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
      foreign.assertHasPipe();
    }
  }

  @ParameterizedTest
  @MethodSource("editions")
  void anInterruptEndsTheWaitForAPipeThatAForeignProcessHolds(NamedEdition<ShellCommand> edition)
      throws Exception {
    try (var foreign = new ForeignWriter()) {
      long start = System.nanoTime();
      var outcome = foreign.interrupted(() -> run(edition, foreign, Duration.ofSeconds(60)));
      assertTrue(outcome.threw(InterruptedException.class), outcome::toString);
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
      foreign.assertHasPipe();
    }
  }

  private static CommandResult run(
      NamedEdition<ShellCommand> edition, ForeignWriter foreign, Duration timeout)
      throws Exception {
    return edition.maker().get().run(foreign.program(), timeout);
  }
}
