package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class CompareCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int compare(String... args) {
    return Main.execute(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--n      | 0    | --n must be a whole number from 1 to 50, not '0'",
        "--rounds | 101  | --rounds must be a whole number from 1 to 100, not '101'",
        "--waits  | -1   | --waits must be a whole number from 1 to 1000000, not '-1'",
        "--requests | 5001 | --requests must be a whole number from 1 to 5000, not '5001'",
        "--edition | green | --edition must be one of selector, platform, virtual, virtual-poller, not 'green'",
        "--work | play | --work must be one of compute, wait, requests, mixed, server, not 'play'",
      })
  void wrongUsagePrintsOneLineAndStartsNothing(String option, String value, String message) {
    assertEquals(2, compare("compare", option, value));
    assertEquals("showcase: " + message, err.toString().strip());
    assertEquals("", out.toString());
  }

  @Test
  void theErrorForAnUnknownEngineListsTheKnownOnes() {
    assertEquals(2, compare("compare", "--engines", "virtual,green"));
    assertTrue(err.toString().contains("forkjoin-split, virtual"), err::toString);
    assertTrue(err.toString().contains("not 'green'"), err::toString);
  }

  @Test
  void anInvalidNumberIsWrongUsage() {
    assertEquals(2, compare("compare", "--tasks", "many"));
    assertTrue(err.toString().contains("--tasks"), err::toString);
  }

  @Test
  void jsonHasALineForEachEngineAndTheVerdict() {
    int code =
        compare(
            "compare",
            "--work",
            "compute",
            "--engines",
            "sequential,virtual",
            "--rounds",
            "1",
            "--n",
            "20",
            "--tasks",
            "2",
            "--json");
    assertEquals(0, code, err::toString);
    List<JsonObject> lines =
        out.toString().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    assertEquals(3, lines.size());
    assertEquals("sequential", lines.get(0).get("engine").getAsString());
    assertEquals("virtual", lines.get(1).get("engine").getAsString());
    assertTrue(lines.get(2).has("verdict"));
  }

  @Test
  void requestsGoToAServerThatEndsAfterwards() {
    int code =
        compare(
            "compare",
            "--work",
            "requests",
            "--engines",
            "sequential,virtual",
            "--rounds",
            "1",
            "--requests",
            "50");
    assertEquals(0, code, err::toString);
    assertTrue(out.toString().startsWith("up to 50 requests to a fib server"), out::toString);
    assertTrue(out.toString().contains(" requests per second"), out::toString);
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out::toString);
    assertEquals(0, ProcessHandle.current().descendants().count());
  }

  @Test
  void byDefaultItNamesTheWorksThatWereNotRun() {
    String[] small = {
      "compare",
      "--engines",
      "sequential",
      "--rounds",
      "1",
      "--tasks",
      "1",
      "--n",
      "10",
      "--waits",
      "1",
      "--wait-ms",
      "1"
    };
    String leftOut =
        "not run: requests and server; to run them: showcase compare --work requests,server";
    assertEquals(0, compare(small), err::toString);
    assertEquals(leftOut, err.toString().lines().toList().getLast());

    assertEquals(
        0,
        compare(
            Stream.concat(Arrays.stream(small), Stream.of("--work", "wait"))
                .toArray(String[]::new)));
    assertEquals(1, err.toString().lines().filter(leftOut::equals).count());
  }

  @Test
  void helpFitsIntoEightyColumns() {
    assertEquals(0, compare("compare", "--help"));
    assertTrue(out.toString().contains("--requests=K"), out::toString);
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out::toString);
  }

  @Test
  void textFitsIntoEightyColumns() {
    int code =
        compare(
            "compare",
            "--work",
            "compute",
            "--engines",
            "fixed-pool,process-pool",
            "--rounds",
            "1",
            "--n",
            "20",
            "--tasks",
            "2");
    assertEquals(0, code, err::toString);
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out::toString);
    assertTrue(out.toString().contains("A fresh worker process answers after"), out::toString);
  }
}
