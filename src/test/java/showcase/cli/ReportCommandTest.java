package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  @ParameterizedTest
  @ValueSource(strings = {"--bench", "--compare"})
  void figuresThatAreNoneAreRefused(String option) throws IOException {
    for (String bad :
        new String[] {"", "x", "{}", "[]", "[1]", "[{}]", "{\"work\":\"wait\"}", "null"}) {
      err.getBuffer().setLength(0);
      Path figures = Files.writeString(folder.resolve("figures.json"), bad);
      assertEquals(2, report(folder.resolve("page.html"), option, figures.toString()), bad);
      assertTrue(err.toString().contains(option + " must name "), err::toString);
      assertEquals(1, err.toString().lines().count(), err::toString);
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
    for (String work : new String[] {"compute", "wait", "requests", "mixed", "start", "server"}) {
      assertTrue(html.contains("id=\"compare-" + work + "\""), work);
    }
    assertTrue(html.contains("p99, 4 long"));
    assertTrue(html.contains("times as fast"));
  }
}
