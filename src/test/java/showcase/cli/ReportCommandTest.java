package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.fib.FibServer;
import showcase.report.Page;

@Tag("once")
class ReportCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int report(Path file, String... more) {
    var args = new String[more.length + 4];
    args[0] = "report";
    args[1] = "priority-queue";
    args[2] = "-o";
    args[3] = file.toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return Main.execute(args, new PrintWriter(out), new PrintWriter(err));
  }

  private void assertSays(String line) {
    assertEquals("showcase: " + line, err.toString().strip());
  }

  @Test
  void itReplacesItsOwnPage() throws IOException {
    Path file = folder.resolve("page.html");
    assertEquals(0, report(file), err::toString);
    assertTrue(Files.readString(file).contains(Page.MARK));
    assertEquals(0, report(file), err::toString);
    assertTrue(out.toString().contains("every claim holds"), out::toString);
  }

  @Test
  void anotherFileIsReplacedOnlyByForce() throws IOException {
    Path file = Files.writeString(folder.resolve("letter.html"), "<p>Dear reader");
    assertEquals(2, report(file));
    assertSays(file + " exists and is not a report; --force replaces it");
    assertEquals("<p>Dear reader", Files.readString(file));
    assertEquals(0, report(file, "--force"), err::toString);
    assertTrue(Files.readString(file).contains(Page.MARK));
  }

  @Test
  void wherePagesCannotBeWrittenItSaysSoBeforeItRuns() {
    Path file = folder.resolve("no").resolve("page.html");
    assertEquals(1, report(file));
    assertSays("cannot write " + file + ": no such file or folder");
    assertFalse(out.toString().contains("claim"));
  }

  @Test
  void aPathThatCannotBeWrittenIsOneLine() throws IOException {
    assertEquals(1, report(folder));
    assertSays("cannot write " + folder + ": it is a folder");

    err.getBuffer().setLength(0);
    Path letter = Files.writeString(folder.resolve("letter.html"), "<p>Dear reader");
    assertEquals(1, report(letter.resolve("page.html")));
    assertTrue(err.toString().startsWith("showcase: cannot write " + letter), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);

    err.getBuffer().setLength(0);
    assertEquals(2, report(Path.of("")));
    assertSays("-o must name a file, not ''");
  }

  /** Runs it on a terminal, and does something as soon as the terminal shows a text. */
  private int reportOnATerminal(Path file, String text, Callable<?> then) {
    var watched =
        new FilterWriter(err) {
          private boolean done;

          @Override
          public void write(String written, int from, int length) throws IOException {
            super.write(written, from, length);
            if (!done && written.contains(text)) {
              done = true;
              assertDoesNotThrow(() -> {
                then.call();
              });
            }
          }
        };
    Screen screen = Screen.of(true, Map.of("TERM", "xterm"), () -> 100);
    return Main.execute(
        new String[] {"report", "mutex", "priority-queue", "-o", file.toString()},
        new PrintWriter(out),
        Output.of(new PrintWriter(watched), screen));
  }

  @Test
  void aTerminalShowsWhichRecipeRuns() {
    Path file = folder.resolve("page.html");
    assertEquals(0, reportOnATerminal(file, "", () -> null), err::toString);
    int at = -1;
    for (String step :
        List.of(
            "… getting ready to observe",
            "… mutex classic (recipe 1 of 2)",
            "… mutex modern (recipe 1 of 2)",
            "… priority-queue classic (recipe 2 of 2)",
            "… writing " + file)) {
      int next = err.toString().indexOf(step.substring(0, Math.min(60, step.length())), at + 1);
      assertTrue(next > at, step + " in " + err);
      at = next;
    }
    assertTrue(err.toString().endsWith("\r\u001b[J"), "the line is erased at the end: " + err);
  }

  @Test
  void aFileThatComesWhileItRunsIsNotReplaced() throws IOException {
    Path file = folder.resolve("letter.html");
    int code =
        reportOnATerminal(file, "priority-queue", () -> Files.writeString(file, "<p>Dear reader"));

    assertEquals(1, code);
    assertEquals("<p>Dear reader", Files.readString(file));
    String says = err.toString().substring(err.toString().lastIndexOf("showcase: ")).strip();
    String start =
        "showcase: %s exists and is not a report; --force replaces it; its new content is in "
            .formatted(file);
    assertTrue(says.startsWith(start), says);
    assertTrue(Files.readString(Path.of(says.substring(start.length()))).contains(Page.MARK));
  }

  private void assertRefused(String option, String figures) throws IOException {
    err.getBuffer().setLength(0);
    Path file = Files.writeString(folder.resolve("figures.json"), figures);
    assertEquals(2, report(folder.resolve("page.html"), option, file.toString()), figures);
    assertTrue(err.toString().contains(option + " must name "), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--bench", "--compare"})
  void figuresThatAreNoneAreRefused(String option) throws IOException {
    for (String bad :
        new String[] {"", "x", "{}", "[]", "[1]", "[{}]", "{\"work\":\"wait\"}", "null"}) {
      assertRefused(option, bad);
    }
    err.getBuffer().setLength(0);
    Path noText = Files.write(folder.resolve("figures.json"), new byte[] {(byte) 0xff});
    assertEquals(2, report(folder.resolve("page.html"), option, noText.toString()));
    assertTrue(err.toString().contains(option + " must name "), err::toString);

    err.getBuffer().setLength(0);
    Path none = folder.resolve("none.json");
    assertEquals(1, report(folder.resolve("page.html"), option, none.toString()));
    assertSays("cannot read " + none + ": no such file or folder");
  }

  /** A chart of them would have no end. */
  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "NaN", "1e999999999"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void numbersThatAreNotFiniteAreRefused(String number) throws IOException {
    for (String name : List.of("median", "least", "most")) {
      String line =
          """
          {"work":"wait","engine":"virtual","figures":[
          {"name":"throughput","unit":"tasks/s","median":1,"least":1,"most":1}]}
          """
              .replace("\n", "");
      assertRefused(
          "--compare", line.replace("\"%s\":1".formatted(name), "\"" + name + "\":" + number));
    }
    if (!number.equals("NaN")) { // which JMH writes where there is no error bar
      assertRefused("--bench", timed(number, "1"));
      assertRefused("--bench", timed("1", number));
    }
  }

  private static String timed(String score, String high) {
    return """
    [{"benchmark": "showcase.benchmarks.HandOverBenchmark.classic", "forks": 1,
      "primaryMetric": {"score": %s, "scoreConfidence": [1, %s], "scoreUnit": "us/op"}}]
    """
        .formatted(score, high);
  }

  @Test
  void figuresBecomeCharts() throws IOException {
    Path file = folder.resolve("page.html");
    Path compared = folder.resolve("compared.jsonl");
    Files.write(compared, RecordedComparison.read().lines());
    int code =
        report(
            file, "--bench", "benchmarks/results/example.json", "--compare", compared.toString());
    assertEquals(0, code, err::toString);
    String html = Files.readString(file);
    for (String work : new String[] {"compute", "wait", "requests", "mixed", "start"}) {
      assertTrue(html.contains("id=\"compare-" + work + "\""), work);
    }
    for (FibServer.Edition edition : FibServer.Edition.values()) {
      assertTrue(html.contains("id=\"compare-server-" + edition + "\""), edition::toString);
    }
    assertTrue(html.contains("4 long"));
    assertTrue(html.contains("times as fast"));
  }
}
