package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.Launcher;

/** Tests the command line in this JVM; the packed jar has tests of its own. */
@Tag("once")
class MainTest {
  private static final List<String> COMMANDS =
      List.of("bench", "compare", "find", "list", "load", "report", "run", "serve", "show");

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
        "run                    | NAME is missing: Recipes; see showcase list.",
        "run mutex -p           | -p needs a value: NAME=VALUE",
        "run mutex -p sections  | -p must be NAME=VALUE, not 'sections'",
        "run mutex --json=x     | --json takes no value such as 'x'",
        "run mutex --repeat 1 --repeat 2 | --repeat is given twice",
        "run mutex --repeat 99999999999 | --repeat must be a whole number from 1 to 10000, not",
        "show mutex monitor     | one word too many: 'monitor'",
        "show mutex --java x    | --java must be 21, 25 or 27, not 'x'",
        "show mutex --width 1e2 | --width must be a whole number from 40 to 1000, not '1e2'",
        "find --jsno            | there is no option '--jsno'; did you mean '--json'?",
        "serve --port 99999999999 | --port must be a whole number from 0 to 65535, not '99999999999'",
        "serve --max-n 93       | --max-n must be a whole number from 1 to 92, not '93'",
        "serve --grace NaN      | --grace must be a whole number from 0 to 86400, not 'NaN'",
        "serve --workers x      | --workers must be one of inline, virtual, platform, forkjoin,",
        "load --seconds NaN     | --seconds must be a whole number from 1 to 86400, not 'NaN'",
        "load --rate 1e400      | --rate must be a number from 0 to 1000000, not '1e400'",
        "load --host=           | --host must not be empty",
        "serve --host=          | --host must not be empty",
        "serve --host fe80::1   | --host is a link-local address and needs a network interface,",
        "load --host [fe80::1]  | --host is a link-local address and needs a network interface,",
        "load --host            | --host needs a value: ",
        "bench -bm zzz          | in JMH's flags: Unable to parse benchmark mode: \"zzz\"",
        "run mutex -p sections=0   | sections must be a whole number from 1 to 1000, not '0'",
        "run mutex -p sections=x   | sections must be a whole number from 1 to 1000, not 'x'",
        "run mutex -p task=1    | mutex has no parameter 'task'; it has sections (1 to 1000)",
        "run mutex --edition x  | mutex has no edition 'x'; it has classic, modern",
        "run mutex --repeat 0   | --repeat must be a whole number from 1 to 10000, not '0'",
        "run mutex --repeat x   | --repeat must be a whole number from 1 to 10000, not 'x'",
        "run mutex --timeout -1 | --timeout must be a whole number from 1 to 86400, not '-1'",
        "run mutex -- ls        | mutex takes no words after --",
        "run mutex mutexx       | there is no recipe 'mutexx'; did you mean 'mutex'?",
        "run frobnicate         | there is no recipe 'frobnicate'; showcase list shows all",
        "run 99                 | there is no recipe '99'; showcase list shows all",
        "run mutex --edition modren | mutex has no edition 'modren'; did you mean 'modern'?",
        "rnu                    | there is no command 'rnu'; did you mean 'run'?",
        "mutex                  | there is no command 'mutex'; to see the recipe: showcase show",
        "show                   | NAME is missing: A recipe; see showcase list.",
        "show mutexx            | there is no recipe 'mutexx'; did you mean 'mutex'?",
        "show mutex --java 8    | --java must be 21, 25 or 27, not '8'",
        "show mutex --diff 8..9 | --diff must be 21..25, 25..27 or 21..27, not '8..9'",
        "show mutex --diff 25   | --diff must be 21..25, 25..27 or 21..27, not '25'",
        "show mutex --diff=25   | --diff must be 21..25, 25..27 or 21..27, not '25'",
        "show mutex --diff 27..25 | --diff must be 21..25, 25..27 or 21..27, not '27..25'",
        "show mutex --width 1   | --width must be a whole number from 40 to 1000, not '1'",
        "list --no-such         | there is no option '--no-such'",
        "list --jsno            | there is no option '--jsno'; did you mean '--json'?",
        "find                   | WORDS is missing: What to search for.",
        "find ?                 | WORDS must have letters or digits, not '?'",
        "bench no-such          | no benchmark matches 'no-such'; showcase bench -l lists all",
        "bench queue no-such    | no benchmark matches 'no-such'; showcase bench -l lists all",
        "bench fib-server       | the recipe fib-server is not timed: ",
        "bench [                | a pattern must be a regular expression, not '[': Unclosed",
        "bench --quik           | in JMH's flags: quik is not a recognized option",
        "bench queue -e queue   | no benchmark matches 'queue'",
        "bench --save no/such   | --save must name a file in an existing folder, not 'no/such'",
        "bench --save=          | --save must name a file in an existing folder, not ''",
        "bench -f few           | in JMH's flags: ",
        "serve --port 65536     | --port must be a whole number from 0 to 65535, not '65536'",
        "serve --edition x      | --edition must be one of"
            + " selector, platform, virtual, virtual-poller, not 'x'",
        "serve --workers x      | --workers must be one of"
            + " inline, virtual, platform, forkjoin, process, not 'x'",
        "serve --stats -1       | --stats must be a whole number from 0 to 86400, not '-1'",
        "load --rate NaN        | --rate must be a number from 0 to 1000000, not 'NaN'",
        "load --active 65       | --active must be at most --connections, 64, not '65'",
        "load --port x          | --port must be a whole number from 1 to 65535, not 'x'",
        "compare --rounds 0     | --rounds must be a whole number from 1 to 100, not '0'",
        "compare --work x       | --work must be one of compute, wait, requests, mixed, server",
      })
  void wrongUsagePrintsAnErrorAndExitsWithTwo(String line, String message) {
    assertEquals(2, execute(line.split(" ")));
    assertEquals("", out.toString());
    assertTrue(err.toString().startsWith("showcase: " + message), err.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate      | there is no command 'frobnicate'     | See showcase --help",
        "list --no-such  | there is no option '--no-such'          | See showcase list --help",
      })
  void aNameThatIsNearNothingGetsNoSuggestion(String line, String message, String where) {
    assertEquals(2, execute(line.split(" ")));
    assertEquals(List.of("showcase: " + message, where), err.toString().lines().toList());
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
    assertTrue(
        out.toString()
            .lines()
            .filter(line -> !line.startsWith("  alias ")) // has the path of the jar
            .allMatch(line -> line.length() <= 80),
        out.toString());
  }

  @Test
  void everyCommandHasTheVersion() {
    assertEquals(0, execute("--version"));
    String version = out.toString();
    assertTrue(version.startsWith("showcase "), version);
    var commands = new ArrayList<>(COMMANDS);
    commands.add("completion");
    for (String command : commands) {
      out.getBuffer().setLength(0);
      assertEquals(0, execute(command, "--version"));
      assertEquals(version, out.toString(), command);
    }
  }

  /** As a name with umlauts where LC_ALL is C. */
  @ParameterizedTest
  @ValueSource(strings = {"report -o", "report --bench", "report --compare", "bench --save"})
  void aNameThatIsNoPathIsNamed(String option) {
    String[] words = option.split(" ");
    assertEquals(2, execute(words[0], words[1], "a\0b"));
    String name = words[1].equals("-o") ? "--output" : words[1];
    assertEquals(
        "showcase: %s must be a file name that this locale can represent, not 'a\\u0000b'"
            .formatted(name),
        err.toString().lines().findFirst().orElseThrow());
  }

  @Test
  void outOfMemoryIsOneLine() {
    var full =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            throw new OutOfMemoryError("Java heap space");
          }

          @Override
          public void write(char[] text, int from, int length) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    assertEquals(
        1, Main.execute(new String[] {"list"}, new PrintWriter(full), new PrintWriter(err)));
    assertEquals("showcase: not enough memory or threads: Java heap space", err.toString().strip());
  }

  @Test
  void helpHasTheLineThatDefinesTheNameItUses() {
    assertEquals(0, execute("--help"));
    assertTrue(out.toString().contains("\n  " + Main.alias(Launcher.jar()) + "\n"), out.toString());
    assertEquals(
        "alias showcase='java --enable-preview -jar /opt/show-case_1/target/showcase.jar'",
        Main.alias(Path.of("/opt/show-case_1/target/showcase.jar")));
    assertEquals(
        "alias showcase='java --enable-preview -jar \"/my files/showcase.jar\"'",
        Main.alias(Path.of("/my files/showcase.jar")));
  }

  @Test
  void aRecipeIsShownByItsNumber() {
    assertEquals(0, execute("show", "11", "--width", "80"));
    assertTrue(out.toString().contains("SemaphoreClassic.java"), out.toString());
  }

  @Test
  void repetitionsEndWithASummary() {
    assertEquals(0, execute("run", "mutex", "--repeat", "3", "-p", "sections=2"));
    assertTrue(out.toString().contains("classic   3 runs, 3 fine; median "), out.toString());
    assertTrue(out.toString().contains("modern    3 runs, 3 fine; median "), out.toString());
  }

  @Test
  void aRunPrintsItsSituationsOneByOne() {
    assertEquals(0, execute("run", "semaphore", "--edition", "modern"));
    assertTrue(out.toString().contains("  more jobs than permits"), out.toString());
    assertTrue(out.toString().contains("    holds     the limit was reached: saw 3"));
    assertTrue(out.toString().contains("    shows     the other job: is interrupted"));
  }

  @Test
  void oneSituationCanBeRun() {
    assertEquals(0, execute("run", "semaphore", "--situation", "A job fails"));
    assertTrue(out.toString().contains("  a job fails while it has a permit"), out.toString());
    assertFalse(out.toString().contains("more jobs than permits"), out.toString());
  }

  @Test
  void showPrintsTheProblemTheSourcesTheResultsTheClaimsAndTheNotes() {
    assertEquals(0, execute("show", "mutex", "--width", "80"));
    for (String part :
        new String[] {
          "8 mutex: Let one thread at a time in",
          "Python, \"Mutex lock\": ",
          "-p sections=4",
          "all editions implement Mutex.java",
          "classic: MutexClassic.java",
          "modern: MutexModern.java",
          "// package, ",
          "What happened",
          "the consumer is called by",
          "Claims that every edition must satisfy",
          "    never two inside",
          "What changes: ",
          "Keep the classic when: ",
          "Watch out for: ",
          "See also: "
        }) {
      assertTrue(out.toString().contains(part), part);
    }
    assertFalse(out.toString().contains("import java.util"), out.toString());
  }

  @Test
  void importsCanBeUnfolded() {
    assertEquals(0, execute("show", "mutex", "--imports"));
    assertTrue(out.toString().contains("import java.util.concurrent.locks.ReentrantLock;"));
  }

  @Test
  void theSituationsAndTheWitnessesCanBeShown() {
    assertEquals(0, execute("show", "semaphore", "--situations"));
    assertTrue(out.toString().contains("public final class SemaphoreRecipe {"), out.toString());
    assertTrue(out.toString().contains("final class Resource {"), out.toString());
  }

  @Test
  void equalLinesStandSideBySide() {
    assertEquals(0, execute("show", "semaphore", "--width", "172"));
    assertTrue(
        out.toString()
            .lines()
            .anyMatch(
                line -> line.matches("  private final Semaphore permits; +\\| +private final .*")),
        out.toString());
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 172));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show semaphore --diff",
        "show --diff semaphore",
        "show semaphore --diff --imports"
      })
  void diffShowsEachStepWithWhatToNotice(String line) {
    assertEquals(0, execute(line.split(" ")));
    assertInOrder(
        "To Java 25: The policy class becomes the default of open.",
        "semaphore, classic: the same on Java 21 and 25",
        "--- SemaphoreModern.java (java 21)",
        "+++ SemaphoreModern.java (java 25)",
        "-    try (var scope = new StructuredTaskScope.Shutdown",
        "+    try (var scope = StructuredTaskScope.open())",
        "To Java 27: join would throw",
        "semaphore, classic: the same on Java 25 and 27",
        "+++ SemaphoreModern.java (java 27)",
        "-    try (var scope = StructuredTaskScope.open())",
        "+        Joiner.awaitAllSuccessfulOrThrow(CompletionException::new))) {");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show semaphore --diff 25..27", "show --diff=25..27 semaphore"})
  void diffShowsOneStep(String line) {
    assertEquals(0, execute(line.split(" ")));
    assertInOrder("To Java 27: ", "+++ SemaphoreModern.java (java 27)");
    assertFalse(out.toString().contains("21"), out.toString());
  }

  @Test
  void diffShowsTwoStepsInOne() {
    assertEquals(0, execute("show", "semaphore", "--diff", "21..27"));
    assertInOrder(
        "To Java 25: ",
        "To Java 27: ",
        "--- SemaphoreModern.java (java 21)",
        "+++ SemaphoreModern.java (java 27)");
    assertFalse(out.toString().contains("(java 25)"), out.toString());
  }

  @Test
  void diffSaysNothingToNoticeWhereNothingChanges() {
    assertEquals(0, execute("show", "event", "--diff"));
    assertFalse(out.toString().contains("To Java"), out.toString());
    assertInOrder(
        "event, modern: the same on Java 21 and 25", "event, modern: the same on Java 25 and 27");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "21 | new StructuredTaskScope.ShutdownOnFailure()",
        "25 | StructuredTaskScope.open()",
        "27 | Joiner.awaitAllSuccessfulOrThrow(CompletionException::new)"
      })
  void showShowsTheApiOfARelease(String release, String code) {
    assertEquals(0, execute("show", "semaphore", "--java", release, "--width", "80"));
    assertTrue(out.toString().contains(code), out.toString());
  }

  private void assertInOrder(String... parts) {
    int at = 0;
    for (String part : parts) {
      at = out.toString().indexOf(part, at);
      assertTrue(at >= 0, part + " is missing or comes too early in " + out);
    }
  }
}
