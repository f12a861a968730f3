package showcase.recipe.processmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static showcase.recipe.Fault.fault;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.recipe.Faults;
import showcase.recipe.ForeignWriter;

/**
 * Not planted, because nobody outside can see it: in the classic edition, that an interrupt during
 * the last wait for the pool does not end that wait. The processes have ended by then, so its
 * threads end within microseconds.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessMapRecipeTest {
  private static final String FORK = "scope.fork(() -> answer(tree, program, item, permits))";
  private static final String FORK_AND_NOTE =
      "scope.fork(() -> { var one = answer(tree, program, item, permits); done.add(one); return"
          + " one; })";
  private static final String DONE =
      "var permits = new Semaphore(limit);\n"
          + "var done = new java.util.concurrent.ConcurrentLinkedQueue<BigInteger>();";

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        ProcessMapRecipe.RECIPE,
        fault("the end of the process is awaited before its answer is read")
            .in("classic", "modern")
            .replace("byte[] answer =", "process.waitFor();\nbyte[] answer =")
            .breaks("it arrives whole"),
        fault("the results in the order of completion")
            .in("classic")
            .replace(
                "answers.add(completed.submit(() -> answer(tree, program, item)));",
                "completed.submit(() -> answer(tree, program, item));")
            .replace("next.get();", "answers.add(next);")
            .breaks("the results are still in the order of the items"),
        fault("the results in the order of completion")
            .in("modern")
            .replace("var permits = new Semaphore(limit);", DONE)
            .replace(FORK, FORK_AND_NOTE)
            .replace(
                "return scope.join().map(Subtask::get).toList();",
                "if (scope.join().map(Subtask::get).count() == 0) return List.of();\n"
                    + "return List.copyOf(done);")
            .replaceOn21("var permits = new Semaphore(limit);", DONE)
            .replaceOn21(FORK, FORK_AND_NOTE)
            .replaceOn21(
                "return answers.stream().map(Subtask::get).toList();", "return List.copyOf(done);")
            .replaceOn27("var permits = new Semaphore(limit);", DONE)
            .replaceOn27(FORK, FORK_AND_NOTE)
            .replaceOn27("return scope.join();", "scope.join(); return List.copyOf(done);")
            .breaks("the results are still in the order of the items"),
        fault("one process too many")
            .in("classic")
            .replace("newFixedThreadPool(limit)", "newFixedThreadPool(limit + 1)")
            .breaks("never more processes than the limit"),
        fault("one process too many")
            .in("modern")
            .replace("new Semaphore(limit)", "new Semaphore(limit + 1)")
            .breaks("never more processes than the limit"),
        fault("one process after the other")
            .in("classic")
            .replace("newFixedThreadPool(limit)", "newFixedThreadPool(1)")
            .breaks("the limit was reached"),
        fault("one process after the other")
            .in("modern")
            .replace("new Semaphore(limit)", "new Semaphore(1)")
            .breaks("the limit was reached"),
        fault("a permit is not given back")
            .in("modern")
            .replace("permits.release();", "")
            .breaksOrStopsBefore("each item has a process of its own"),
        fault("the exit code is not looked at")
            .in("classic", "modern")
            .replace("exitCode != 0", "exitCode < 0")
            .breaks("ExecutionException from ExitException"),
        fault("1 for any exit code")
            .in("classic", "modern")
            .replace("new ExitException(item, exitCode)", "new ExitException(item, 1)")
            .breaks("it names the exit code"),
        fault("a failure is seen when it is its turn")
            .in("classic")
            .replace("next.get();", "")
            .replace("for (int i = 0; i < items.size(); i++)", "for (int i = 0; i < 0; i++)")
            .breaks("ExecutionException from ExitException"),
        fault("all are awaited although one has failed")
            .in("modern")
            .replace(
                "Joiner.<BigInteger>allSuccessfulOrThrow()",
                "Joiner.<BigInteger>allUntil(it -> false)")
            .replaceOn21(
                "new StructuredTaskScope.ShutdownOnFailure()",
                "new StructuredTaskScope<BigInteger>()")
            .replaceOn21(
                ".throwIfFailed();", "; if (permits == null) throw new ExecutionException(null);")
            .replaceOn27(
                "Joiner.<BigInteger>allSuccessfulOrThrow()",
                "Joiner.<BigInteger>allUntil(it -> false)")
            .replaceOn27(
                "return scope.join();",
                "scope.join(); if (permits == null) throw new ExecutionException(null);"
                    + " return List.of();")
            .breaks("ExecutionException from ExitException"),
        fault("the processes are not ended")
            .in("classic", "modern")
            .replace("tree.start(builder)", "builder.start()")
            .breaks("the other processes have ended"),
        fault("an interrupt does not end the processes")
            .in("classic")
            .replace("tree.start(builder)", "builder.start()")
            .replace("end(pool); //", "pool.shutdownNow(); //")
            .breaks("no task runs when it is thrown"),
        fault("the time is not limited")
            .in("classic")
            .replace("+ NANOSECONDS.convert(timeout)", "+ NANOSECONDS.convert(timeout) * 1000")
            .breaks("TimeoutException"),
        fault("the time is not limited")
            .in("modern")
            .replace("config.withTimeout(timeout)", "config.withName(\"map\")")
            .replaceOn21(
                "scope.joinUntil(Instant.now().plus(timeout))", "scope.joinUntil(Instant.MAX)")
            .breaks("TimeoutException"),
        fault("the pool is not ended")
            .in("classic")
            .replace("end(pool); //", "//")
            .caughtByTheRunnerIn("the second answers first"));
  }

  static Stream<NamedEdition<ProcessMap>> editions() {
    return ProcessMapRecipe.RECIPE.editions().stream();
  }

  private static List<BigInteger> map(NamedEdition<ProcessMap> edition, List<String> program)
      throws Exception {
    return edition.maker().get().map(program, List.of(1, 2), 2, Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @MethodSource("editions")
  void aProgramThatDoesNotExistIsTheCause(NamedEdition<ProcessMap> edition) {
    var e = assertThrows(ExecutionException.class, () -> map(edition, List.of("no-such-program")));
    assertInstanceOf(IOException.class, e.getCause());
  }

  @ParameterizedTest
  @MethodSource("editions")
  void anAnswerThatIsNoNumberIsTheCause(NamedEdition<ProcessMap> edition) {
    var e = assertThrows(ExecutionException.class, () -> map(edition, List.of("echo", "no")));
    assertInstanceOf(NumberFormatException.class, e.getCause());
  }

  /** Whether the write finds the pipe closed or not is a race: 100 times it makes no difference. */
  @ParameterizedTest
  @MethodSource("editions")
  void aProcessThatDoesNotReadItsItemTellsItsExitCode(NamedEdition<ProcessMap> edition) {
    for (int i = 0; i < 100; i++) {
      var program = List.of("sh", "-c", "exec <&-; exit 5");
      var e = assertThrows(ExecutionException.class, () -> map(edition, program));
      var exit = assertInstanceOf(ProcessMap.ExitException.class, e.getCause());
      assertEquals(5, exit.exitCode());
    }
  }

  /** An earlier version waited for as long as that process had the pipe. */
  @ParameterizedTest
  @MethodSource("editions")
  void givesUpAPipeThatAForeignProcessHolds(NamedEdition<ProcessMap> edition) throws Exception {
    try (var foreign = new ForeignWriter()) {
      long start = System.nanoTime();
      assertThrows(TimeoutException.class, () -> map(edition, foreign, Duration.ofSeconds(1)));
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
      foreign.assertHasPipe();
    }
  }

  @ParameterizedTest
  @MethodSource("editions")
  void anInterruptEndsTheWaitForAPipeThatAForeignProcessHolds(NamedEdition<ProcessMap> edition)
      throws Exception {
    try (var foreign = new ForeignWriter()) {
      long start = System.nanoTime();
      var outcome = foreign.interrupted(() -> map(edition, foreign, Duration.ofSeconds(60)));
      assertTrue(outcome.threw(InterruptedException.class), outcome::toString);
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
      foreign.assertHasPipe();
    }
  }

  private static List<BigInteger> map(
      NamedEdition<ProcessMap> edition, ForeignWriter foreign, Duration timeout) throws Exception {
    return edition.maker().get().map(foreign.program(), List.of(1), 1, timeout);
  }
}
