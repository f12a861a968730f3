package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line in this JVM; the packed jar has tests of its own. */
class MainTest {
  private static final List<String> COMMANDS =
      List.of("bench", "compare", "list", "load", "run", "serve", "show");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return Main.execute(args, new PrintWriter(out), new PrintWriter(err));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run semaphor           | there is no recipe 'semaphor'; did you mean 'semaphore'?",
        "run                    | Missing required parameter: 'NAME'",
        "run mutex -p tasks=0   | tasks must be a whole number from 1 to 1000, not '0'",
        "run mutex -p tasks=x   | tasks must be a whole number from 1 to 1000, not 'x'",
        "run mutex -p task=1    | mutex has no parameter 'task'; it has tasks (1 to 1000)",
        "run mutex --edition x  | mutex has no edition 'x'; it has classic, modern",
        "run mutex --repeat 0   | --repeat must be a whole number from 1 to 10000, not '0'",
        "run mutex --repeat x   | Invalid value for option '--repeat': 'x' is not an int",
        "run mutex --timeout -1 | --timeout must be a whole number from 1 to 86400, not '-1'",
        "run mutex -- ls        | mutex takes no words after --",
        "run mutex mutexx       | there is no recipe 'mutexx'; did you mean 'mutex'?",
        "rnu                    | there is no command 'rnu'; did you mean 'run'?",
        "show                   | Missing required parameter: 'NAME'",
        "show mutexx            | there is no recipe 'mutexx'; did you mean 'mutex'?",
        "show mutex --java 8    | --java must be 21 or 25, not '8'",
        "show mutex --width 1   | --width must be a whole number from 40 to 1000, not '1'",
        "list --no-such         | Unknown option: '--no-such'",
        "bench no-such          | no benchmark matches 'no-such'; showcase bench -l lists them all",
        "bench queue no-such    | no benchmark matches 'no-such'; showcase bench -l lists them all",
        "bench mutex            | the recipe mutex is not timed: its editions count in",
        "bench [                | a pattern must be a regular expression, not '[': Unclosed",
        "bench --quik           | in JMH's flags: quik is not a recognized option",
        "bench queue -e queue   | no benchmark matches 'queue'",
        "bench --save no/such   | --save must name a file in an existing folder, not no/such",
        "bench -f few           | in JMH's flags: ",
        "serve --port 65536     | --port must be a whole number from 0 to 65535, not '65536'",
        "serve --edition x      | Invalid value for option '--edition': expected one of",
        "serve --stats -1       | --stats must be a whole number from 0 to 86400, not '-1'",
        "load --rate NaN        | --rate must be a number from 0 to 1000000, not 'NaN'",
        "load --active 65       | --active must be a whole number from 0 to 64, not '65'",
        "load --port x          | Invalid value for option '--port': 'x' is not an int",
        "compare --rounds 0     | --rounds must be a whole number from 1 to 100, not '0'",
        "compare --work x       | --work must be one of compute, wait, requests, mixed, server",
      })
  void wrongUsageIsNamedOnStderrWithExitCodeTwo(String line, String message) {
    assertEquals(2, execute(line.split(" ")));
    assertEquals("", out.toString());
    assertTrue(err.toString().startsWith("showcase: " + message), err.toString());
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (String command : COMMANDS) {
      assertEquals(0, execute(command, "--help"));
      assertTrue(out.toString().contains("Example"), out.toString());
      out.getBuffer().setLength(0);
    }
    assertEquals(0, execute("--help"));
    assertTrue(out.toString().contains("Exit codes"), out.toString());
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out.toString());
  }

  @Test
  void completionIsAScript() {
    assertEquals(0, execute("completion"));
    assertTrue(out.toString().contains("complete -F"), out.toString());
  }

  @Test
  void repetitionsEndWithTheirSpread() {
    assertEquals(0, execute("run", "submit", "--repeat", "3", "-p", "first=5"));
    assertTrue(out.toString().contains("classic   3 runs, 3 fine; median "), out.toString());
    assertTrue(out.toString().contains("modern    3 runs, 3 fine; median "), out.toString());
  }

  @Test
  void showHasTheProblemTheClaimsTheSourcesAndTheNotes() {
    assertEquals(0, execute("show", "priority-queue", "--width", "80"));
    for (String part :
        new String[] {
          "13 priority-queue: ",
          "-p producers=3",
          "claim: nothing is lost or given twice",
          "PriorityQueueClassic.java",
          "HeapQueue.java",
          "PriorityQueueModern.java",
          "SequencedQueue.java",
          "What changes: ",
          "Keep the classic when: ",
          "Watch out for: "
        }) {
      assertTrue(out.toString().contains(part), part);
    }
  }

  @Test
  void showCanRunTheEditionsForTheirTimes() {
    assertEquals(0, execute("show", "submit", "--run"));
    assertTrue(out.toString().contains("Here, now: classic "), out.toString());
    assertTrue(out.toString().contains("Here, now: modern "), out.toString());
  }

  @Test
  void sideBySideLinesThatAreTheSameStandBesideEachOther() {
    assertEquals(0, execute("show", "semaphore", "--width", "200"));
    assertTrue(
        out.toString()
            .lines()
            .anyMatch(
                line -> line.matches(" +permits\\.acquire\\(\\); +\\| +permits\\.acquire\\(\\);")),
        out.toString());
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 200));
  }

  @Test
  void diffShowsWhatChangedBetweenTheReleases() {
    assertEquals(0, execute("show", "submit", "--diff"));
    assertTrue(out.toString().contains("submit, classic: the same on Java 21 and 25"));
    assertTrue(out.toString().contains("-    try (var scope = new StructuredTaskScope.Shutdown"));
    assertTrue(out.toString().contains("+    try (var scope = StructuredTaskScope.open())"));
  }
}
