package showcase.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import showcase.bench.Comparison.Verdict;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;

/** Tests figures, pairs, verdicts and the table on recorded JMH output; nothing is timed here. */
class JmhResultsTest {
  private static final Set<String> RECIPES = Set.of("round-robin", "submit");

  /** A recorded run of JMH 1.37: two forks of four iterations, unchanged. */
  private static List<Timing> recorded() throws IOException {
    try (InputStream file = JmhResultsTest.class.getResourceAsStream("recorded.json")) {
      return JmhResults.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A result in JMH's format, reduced to what a verdict depends on. */
  private static String result(String way, String unit, String confidence, String raw) {
    return """
    {"benchmark": "showcase.benchmarks.HandOverBenchmark.%s", "mode": "avgt", "forks": 2,
     "params": {"pairs": "64"},
     "primaryMetric": {"score": 2.0, "scoreConfidence": %s, "scoreUnit": "%s", "rawData": %s}}
    """
        .formatted(way, confidence, unit, raw);
  }

  private static Comparison pair(String classic, String modern) {
    List<Comparison> pairs = Comparison.pairs(JmhResults.parse("[" + classic + "," + modern + "]"));
    assertEquals(1, pairs.size());
    return pairs.getFirst();
  }

  @Test
  void aRecordedRunIsParsedWithItsNamesUnitsAndErrorBars() throws IOException {
    List<Timing> timings = recorded();

    assertEquals(10, timings.size());
    Timing queue = timings.getFirst();
    assertEquals("queue", queue.subject());
    assertEquals("classic", queue.way());
    assertEquals(Map.of("tasks", "2"), queue.parameters());
    assertEquals(886.0909, queue.score(), 1e-3); // 0.886 us/op
    assertEquals(341.5678, queue.low(), 1e-3);
    assertEquals(1430.6140, queue.high(), 1e-3);
    assertEquals(2, queue.forks());
    assertTrue(
        timings.stream().anyMatch(t -> t.subject().equals("submit") && t.way().equals("modern")));
    assertTrue(
        timings.stream()
            .anyMatch(t -> t.subject().equals("engine") && t.way().equals("sequential")));
  }

  @Test
  void theTableOfARecordedRun() throws IOException {
    assertEquals(
        """
                            classic          modern           modern is x times as fast

        recipes: one call of each edition, with its threads
        round-robin         13.2 ± 8.4 µs    706 ± 464 µs     0.019 (0.004-0.089) slower
        submit              15.0 ± 12.7 ms   33.0 ± 33.8 ms   no difference (0.034-?)

        building blocks
        queue
          tasks=2           886 ± 545 ns     66.8 ± 56.8 ns   13.3 (2.76-144) faster
        uncontended-lock    18.4 ± 4.9 ns    15.6 ± 8.9 ns    no difference (0.55-3.50)
        engine
          sequential tasks=2                1.43 ± 2.34 ms
          virtual tasks=2                   387 ± 344 µs

        In brackets: the range that the error bars allow (? means no limit). An error
        bar covers JMH's 99.9 % interval and the mean of every fork. No difference means
        that the two error bars overlap.
        """,
        String.join("\n", BenchTable.lines(recorded(), RECIPES)) + "\n");
  }

  /** The page must show the committed run exactly as the program prints it. */
  @Test
  void thePageShowsTheCommittedRun() throws IOException {
    Path benchmarks = Path.of("benchmarks");
    String example = Files.readString(benchmarks.resolve("results/example.json"));
    var recipes = Catalogue.recipes().stream().map(Recipe::name).collect(Collectors.toSet());
    String table =
        BenchTable.lines(JmhResults.parse(example), recipes).stream()
            .takeWhile(line -> !line.startsWith("In brackets"))
            .collect(Collectors.joining("\n"));
    String page = Files.readString(benchmarks.resolve("README.md"));
    assertTrue(page.contains("\n" + table.stripTrailing() + "\n"), table);
  }

  @Test
  void errorBarsThatDoNotOverlapAreADifference() {
    Comparison pair =
        pair(
            result("classic", "us/op", "[1.9, 2.1]", "[[2.0], [2.0]]"),
            result("modern", "us/op", "[0.9, 1.8]", "[[1.0], [1.0]]").replace("2.0,", "1.0,"));

    assertEquals(Verdict.MODERN_FASTER, pair.verdict());
    assertEquals(2.0, pair.ratio(), 1e-9);
    assertEquals(1.9 / 1.8, pair.low(), 1e-9);
    assertEquals(2.1 / 0.9, pair.high(), 1e-9);
  }

  /** The trap: within each JVM the times hardly vary, but the two JVMs disagree. */
  @Test
  void aForkOutsideJmhsIntervalWidensTheBar() {
    String modern = result("modern", "us/op", "[1.4, 1.6]", "[[1.4, 1.6], [1.4, 1.6]]");
    String steady = result("classic", "us/op", "[1.9, 2.1]", "[[2.0, 2.0], [2.0, 2.0]]");
    String divided = result("classic", "us/op", "[1.9, 2.1]", "[[1.5, 1.5], [2.5, 2.5]]");

    assertEquals(Verdict.MODERN_FASTER, pair(steady, modern).verdict());
    assertEquals(Verdict.NO_DIFFERENCE, pair(divided, modern).verdict());
  }

  @ParameterizedTest
  @CsvSource({
    "us/op, 2000, true",
    "ns/op, 2, true",
    "s/op, 2e9, true",
    "ops/ms, 2000, false",
    "ops/s, 2, false"
  })
  void unitsBecomeNanosecondsOrOperationsPerSecond(String unit, double score, boolean less) {
    Timing timing =
        JmhResults.parse("[" + result("classic", unit, "[1, 3]", "[]") + "]").getFirst();

    assertEquals(score, timing.score(), score * 1e-9);
    assertEquals(less, timing.lessIsBetter());
  }

  @Test
  void moreOperationsPerSecondAreFaster() {
    Comparison pair =
        pair(
            result("classic", "ops/s", "[1.9, 2.1]", "[[2.0]]"),
            result("modern", "ops/s", "[7, 9]", "[[8.0]]").replace("2.0,", "8.0,"));

    assertEquals(Verdict.MODERN_FASTER, pair.verdict());
    assertEquals(4.0, pair.ratio(), 1e-9);
    assertEquals(7 / 2.1, pair.low(), 1e-9);
  }

  @Test
  void oneSampleHasNoErrorBarAndNoVerdict() {
    String none = "[\"NaN\", \"NaN\"]";
    Comparison pair =
        pair(
            result("classic", "us/op", none, "[[2.0]]"),
            result("modern", "us/op", none, "[[2.0]]"));

    assertFalse(pair.classic().hasError());
    assertEquals(Verdict.UNKNOWN, pair.verdict());
    List<String> table = BenchTable.lines(List.of(pair.classic(), pair.modern()), Set.of());
    assertTrue(
        table.contains(
            "  pairs=64          2.00 µs          2.00 µs          1.00, no error bars"));
  }

  @Test
  void resultsOfASingleForkAreCalledHints() {
    String one =
        result("classic", "us/op", "[1, 3]", "[[2.0]]").replace("\"forks\": 2", "\"forks\": 1");
    List<String> table = BenchTable.lines(JmhResults.parse("[" + one + "]"), Set.of());

    assertTrue(table.stream().anyMatch(line -> line.contains("hints, not results")));
  }

  @Test
  void anUnknownUnitIsRejected() {
    String odd = "[" + result("classic", "furlongs", "[1, 3]", "[]") + "]";

    assertThrows(IllegalArgumentException.class, () -> JmhResults.parse(odd));
  }

  @Test
  void theTableFitsIntoEightyColumns() throws IOException {
    assertTrue(BenchTable.lines(recorded(), RECIPES).stream().allMatch(l -> l.length() <= 80));
  }
}
