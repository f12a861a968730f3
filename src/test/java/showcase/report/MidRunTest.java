package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
import showcase.observe.SeenThread;
import showcase.observe.ThreadCount;
import showcase.observe.ThreadLife;

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

  /** As the timeline does, which also tells it from an actor that is called the caller. */
  @ParameterizedTest
  @CsvSource({"other, caller", "caller, situation"})
  void theThreadThatPosesTheSituationHasTheNameOfItsLane(String actor, String name) {
    var life = new ThreadLife(new SeenThread(9, actor, false), START + 1, START + 500);
    var ran =
        new Verdict.Ran(
            List.of(passage("one", START)),
            Duration.ofNanos(1000),
            new ThreadCount(1, 0),
            List.of(life));
    var verdict = new Verdict(RECIPE, "modern", Arguments.defaults(RECIPE), ran);
    var scope =
        new ScopeTree.Scope(
            "a.b.Scope@1", member("run", Optional.empty(), List.of()), List.of(), List.of());
    var tree = new ScopeTree(START + 100, START + 200, List.of(scope));
    assertEquals(
        List.of(new Scope("Scope@1", name, List.of(), List.of())),
        MidRun.of(tree, verdict).scopes());
    String lane =
        Timeline.of(Track.of(passage("one", START), List.of(life)), new Scale(1000))
            .lanes()
            .getFirst()
            .name();
    assertEquals(name, lane);
  }

  @Test
  void aForkSaysWhatItWaitsForOrElseWhereItIs() {
    List<String> stack =
        List.of("java.base/java.lang.Thread.sleep(Thread.java:1)", "a.b.Job$1.run(Job.java:27)");
    var scope =
        new ScopeTree.Scope(
            "a.b.Scope@1",
            member("owner", Optional.empty(), List.of()),
            List.of(
                member("1", Optional.of("a.b.Latch@2"), stack),
                member("2", Optional.empty(), stack),
                member("3", Optional.empty(), List.of())),
            List.of());
    assertEquals(
        List.of(
            new Scope.Forked("1", "TIMED_WAITING", "waits for Latch@2"),
            new Scope.Forked("2", "TIMED_WAITING", "in Job$1.run(Job.java:27)"),
            new Scope.Forked("3", "TIMED_WAITING", "")),
        Scope.of(scope, "caller").threads());
  }

  private static ScopeTree.Member member(
      String name, Optional<String> waitsFor, List<String> stack) {
    return new ScopeTree.Member(
        7,
        name,
        Optional.of(false),
        Optional.of(Thread.State.TIMED_WAITING),
        stack,
        waitsFor,
        OptionalLong.empty());
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
