package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Passage;
import showcase.observe.Footprint.Left;
import showcase.observe.ScopeTree;
import showcase.observe.ThreadCount;

class MidRunTest {
  private static final long START = Long.MAX_VALUE - 5_000; // the time line may wrap around
  private static final Recipe<?> RECIPE = Catalogue.find("deadlock").orElseThrow();

  /** Two situations of 1,000 ns with 500 ns between them; the dump began and ended so much later. */
  @ParameterizedTest
  @CsvSource({
    "100, 200, one",
    "-50, 10, one",
    "900, 1200, one",
    "1400, 9000, two",
    "900, 1500, ''",
    "-50, 9000, ''",
    "1100, 1400, ''",
    "2600, 2700, ''"
  })
  void namesTheOnlySituationThatTheDumpCanHaveSeen(long from, long to, String situation) {
    var ran =
        new Verdict.Ran(
            List.of(passage("one", START), passage("two", START + 1500)),
            Duration.ofNanos(2500),
            new ThreadCount(0, 0),
            List.of());
    assertEquals(situation, midRun(START + from, START + to, ran).situation());
  }

  @Test
  void namesNoneWithoutASituation() {
    var midRun = midRun(START, START + 1, new Verdict.Unsupported("Java 30"));
    assertEquals(new MidRun("modern", "", List.of()), midRun);
  }

  private static MidRun midRun(long from, long to, Verdict.Outcome outcome) {
    var verdict = new Verdict(RECIPE, "modern", Arguments.defaults(RECIPE), outcome);
    return MidRun.of(new ScopeTree(from, to, List.of()), verdict);
  }

  private static Passage passage(String name, long start) {
    return new Passage(
        name,
        start,
        Duration.ofNanos(1000),
        new Run(List.of(), List.of(), List.of()),
        List.of(),
        List.of(),
        new Left(0, 0, 0),
        Optional.empty());
  }
}
