package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import showcase.cli.ServerComparison.Served;
import showcase.engine.EngineKind;
import showcase.engine.Measure;
import showcase.engine.Result;
import showcase.engine.Spread;
import showcase.engine.StartCost;
import showcase.engine.WorkKind;

/**
 * Tests the table, the verdict and the JSON on recorded figures of {@code compare}, and on the same
 * figures with engines swapped; nothing is timed here.
 */
class CompareRecordedTest {

  private RecordedComparison recorded;

  @BeforeEach
  void read() throws IOException {
    recorded = RecordedComparison.read();
  }

  private static List<String> words(List<Result> results) {
    return CompareVerdict.of(results, RecordedComparison.ROUNDS, RecordedComparison.PROCESSORS);
  }

  private List<String> verdict(WorkKind work) {
    List<String> verdict = new ArrayList<>(words(recorded.results(work)));
    if (work == WorkKind.COMPUTE) {
      verdict.add(CompareVerdict.of(recorded.startCost()));
    }
    return verdict;
  }

  @ParameterizedTest
  @EnumSource(WorkKind.class)
  void theFiguresGiveTheRecordedVerdict(WorkKind work) {
    assertEquals(recorded.verdict(work.label()), verdict(work));
  }

  @Test
  void theFiguresOfTheServerGiveTheRecordedVerdict() {
    assertEquals(
        recorded.verdict("server"),
        ServerText.verdict(recorded.served(), RecordedComparison.ROUNDS));
  }

  @Test
  void theRecordedLinesAreWrittenAgainUnchanged() {
    int rounds = RecordedComparison.ROUNDS;
    int processors = RecordedComparison.PROCESSORS;
    List<String> lines = new ArrayList<>();
    for (WorkKind work : WorkKind.values()) {
      recorded.results(work).forEach(one -> lines.add(CompareJson.of(one, rounds, processors)));
      if (work == WorkKind.COMPUTE) {
        StartCost cost = recorded.startCost();
        lines.add(CompareJson.of(cost, RecordedComparison.STARTS, processors));
      }
      lines.add(CompareJson.of(work.label(), verdict(work)));
    }
    for (Served one : recorded.served()) {
      lines.add(CompareJson.of(one, RecordedComparison.LONG_N, rounds, processors));
    }
    lines.add(CompareJson.of("server", ServerText.verdict(recorded.served(), rounds)));
    assertEquals(recorded.lines(), lines);
  }

  @ParameterizedTest
  @EnumSource(WorkKind.class)
  void theTableShowsTheMediansAndRangesInEightyColumns(WorkKind work) {
    List<Result> results = recorded.results(work);
    var text = new StringWriter();
    CompareTable.print(results, new PrintWriter(text, true));
    List<String> lines = text.toString().lines().toList();

    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), text::toString);
    assertEquals(1 + results.size(), lines.size());
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      Spread spread = result.figures().get(ranking(work));
      String median = (work == WorkKind.MIXED ? "%.1f" : "%.0f").formatted(spread.median());
      List<String> cells = List.of(lines.get(i + 1).split(" +"));
      assertEquals(result.engine().label(), cells.getFirst());
      assertTrue(cells.contains(median), () -> median + " in " + cells);
      String range = "%.0f-%.0f".formatted(spread.least(), spread.most());
      assertEquals(range, cells.get(cells.indexOf(median) + 1));
    }
  }

  @Test
  void theTableOfTheServerShowsTheMediansInEightyColumns() {
    var text = new StringWriter();
    ServerText.print(recorded.served(), new PrintWriter(text, true));
    List<String> lines = text.toString().lines().toList();

    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), text::toString);
    assertEquals(
        List.of("selector", "platform", "virtual", "virtual-poller"),
        lines.stream().filter(line -> line.matches("[a-z].*")).toList());
    List<String> rows = lines.stream().filter(line -> line.matches("  [a-z].*")).toList();
    assertEquals(recorded.served().size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Served one = recorded.served().get(i);
      List<String> cells = List.of(rows.get(i).strip().split(" +"));
      assertEquals(one.workers(), cells.getFirst());
      assertTrue(cells.contains("%.0f".formatted(one.perSecond().median())), cells::toString);
      for (Spread p99 : one.p99().values()) {
        assertTrue(cells.contains("%.1f".formatted(p99.median())), cells::toString);
      }
    }
  }

  /** Returns the measure that ranks the engines for this work and is shown as bars. */
  private static Measure ranking(WorkKind work) {
    return switch (work) {
      case COMPUTE -> Measure.WALL;
      case WAIT, REQUESTS -> Measure.THROUGHPUT;
      case MIXED -> Measure.P99;
    };
  }

  /** Returns the ranked engines from best to worst. */
  private List<Result> ranked(WorkKind work) {
    Comparator<Result> byMedian = Comparator.comparingDouble(one -> one.median(ranking(work)));
    boolean lessIsBetter = ranking(work) != Measure.THROUGHPUT;
    return recorded.results(work).stream()
        .sorted(lessIsBetter ? byMedian : byMedian.reversed())
        .toList();
  }

  private static Result with(Result result, Map<Measure, Spread> figures) {
    return new Result(result.work(), result.engine(), Map.of(), figures, "", false);
  }

  /** Returns the recorded results with the figures of two engines swapped. */
  private List<Result> swapped(Result one, Result other) {
    return recorded.results(one.work()).stream()
        .map(result -> {
          boolean first = result.engine() == one.engine();
          Result giver = first ? other : result.engine() == other.engine() ? one : result;
          return with(result, giver.figures());
        })
        .toList();
  }

  @ParameterizedTest
  @EnumSource(WorkKind.class)
  void theWorstEngineWithTheFiguresOfTheBestIsTheBest(WorkKind work) {
    Result best = ranked(work).getFirst();
    Result worst = ranked(work).getLast();
    String bests = recorded.verdict(work.label()).getFirst();

    assertTrue(bests.contains(best.engine().label()), bests);
    assertEquals(
        bests.replace(best.engine().label(), worst.engine().label()),
        words(swapped(best, worst)).getFirst());
  }

  @Test
  void adviceIsReversedWithItsFigures() {
    List<Result> results = recorded.results(WorkKind.COMPUTE);
    Result fresh = results.get(EngineKind.FRESH_PROCESS.ordinal());
    Result kept = results.get(EngineKind.PROCESS_POOL.ordinal());

    String advice = recorded.verdict("compute").get(words(results).size() - 2);
    assertTrue(advice.endsWith(". For these tasks, use process-pool."), advice);
    String turned = words(swapped(fresh, kept)).get(words(results).size() - 2);
    assertTrue(turned.endsWith(". For these tasks, use process-per-task."), turned);
  }

  @ParameterizedTest
  @EnumSource(WorkKind.class)
  void overlappingRangesGiveNoRanking(WorkKind work) {
    String best = ranked(work).getFirst().engine().label();
    List<Result> wide =
        recorded.results(work).stream()
            .map(result -> {
              var figures = new EnumMap<Measure, Spread>(result.figures());
              double median = result.median(ranking(work));
              figures.put(ranking(work), new Spread(median, 0, 1e9));
              return with(result, figures);
            })
            .toList();
    String others =
        wide.stream()
            .map(result -> result.engine().label())
            .filter(label -> !label.equals(best))
            .collect(Collectors.joining(", "));

    String peers = "Not distinguishable from " + best + " (ranges overlap): " + others + ".";
    assertFalse(recorded.verdict(work.label()).contains(peers));
    assertTrue(words(wide).contains(peers), () -> peers + " in " + words(wide));
    assertTrue(
        words(wide).stream().noneMatch(one -> one.contains(", use ")), words(wide)::toString);
  }

  @ParameterizedTest
  @EnumSource(WorkKind.class)
  void ifTheBestFailedItIsNamedAndTheNextIsBest(WorkKind work) {
    Result best = ranked(work).getFirst();
    Result next = ranked(work).get(1);
    List<Result> results = new ArrayList<>(recorded.results(work));
    results.replaceAll(one ->
        one.engine() == best.engine()
            ? new Result(work, one.engine(), Map.of(), Map.of(), "died", true)
            : one);

    assertTrue(words(results).getFirst().contains(next.engine().label()), words(results)::toString);
    String failure = best.engine().label() + ": died.";
    assertTrue(words(results).contains(failure), words(results)::toString);
    assertEquals(
        1, words(results).stream().filter(one -> one.contains(best.engine().label())).count());
  }

  @ParameterizedTest
  @EnumSource(WorkKind.class)
  void twoRoundsOfTheSameFiguresGiveNoRanking(WorkKind work) {
    List<String> words =
        CompareVerdict.of(recorded.results(work), 2, RecordedComparison.PROCESSORS);
    assertEquals(CompareVerdict.NO_RANKING, words.getFirst());
    assertTrue(words.get(1).contains(" in this run"), words::toString);
    assertTrue(words.stream().noneMatch(one -> one.contains(", use ")), words::toString);
  }

  /** Returns the verdict on the recorded results with the figures of two servers swapped. */
  private List<String> wordsWithSwapped(Served one, Served other) {
    List<Served> swapped = new ArrayList<>();
    for (Served result : recorded.served()) {
      Served giver = result.equals(one) ? other : result.equals(other) ? one : result;
      swapped.add(new Served(result.server(), giver.perSecond(), giver.p50(), giver.p99(), ""));
    }
    return ServerText.verdict(swapped, RecordedComparison.ROUNDS);
  }

  @Test
  void theSlowestServerWithTheFiguresOfTheFastestServesTheMost() {
    Comparator<Served> bySpeed = Comparator.comparingDouble(one -> one.perSecond().median());
    Served most = Collections.max(recorded.served(), bySpeed);
    Served least = Collections.min(recorded.served(), bySpeed);
    String start = "Without long requests, %s served the most: ";

    assertTrue(recorded.verdict("server").getFirst().startsWith(start.formatted(most.server())));
    String turned = wordsWithSwapped(most, least).getFirst();
    assertTrue(turned.startsWith(start.formatted(least.server())), turned);
  }

  @Test
  void starvationIsReversedWithTheFigures() {
    Comparator<Served> byWait = Comparator.comparingDouble(one -> one.p99().get(4).median());
    Served best = Collections.min(recorded.served(), byWait);
    Served worst = Collections.max(recorded.served(), byWait);
    String end = "with %s and %.1f ms with %s.";
    double longest = worst.p99().get(4).median();

    int last = ServerComparison.HOGS.size() - 1;
    String recordedWords = recorded.verdict("server").get(last);
    String expected = end.formatted(best.server(), longest, worst.server());
    assertTrue(recordedWords.endsWith(expected), recordedWords);
    String turned = wordsWithSwapped(best, worst).get(last);
    assertTrue(turned.endsWith(end.formatted(worst.server(), longest, best.server())), turned);
  }

  @Test
  void serversThatFailedAreNamedAndNotRanked() {
    List<Served> results = new ArrayList<>(recorded.served());
    String failed = results.getFirst().server();
    results.set(0, new Served(failed, null, Map.of(), Map.of(), "died"));

    List<String> words = ServerText.verdict(results, RecordedComparison.ROUNDS);
    assertEquals(failed + " failed: died.", words.getLast());
    assertEquals(1, words.stream().filter(one -> one.contains(failed)).count(), words::toString);
  }
}
