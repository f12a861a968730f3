package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.catalogue.Situation.Shown;
import showcase.catalogue.Slice;
import showcase.catalogue.Sources;
import showcase.catalogue.Span;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Passage;
import showcase.catalogue.Verdict.Ran;
import showcase.observe.Footprint.Left;
import showcase.observe.SeenThread;
import showcase.observe.ThreadCount;
import showcase.observe.ThreadLife;

class PageTest {
  private static final long MILLI = 1_000_000;
  private static final long START = 5_000 * MILLI;
  private static final int KIB = 1024;
  private static final Recipe<?> RECIPE = Catalogue.find("semaphore").orElseThrow();
  private static final SeenThread CALLER = new SeenThread(1, "run", false);

  private static Verdict verdict(String edition, Passage passage, List<ThreadLife> lives) {
    var ran = new Ran(List.of(passage), passage.took(), new ThreadCount(0, 0), lives);
    return new Verdict(RECIPE, edition, Arguments.defaults(RECIPE), ran);
  }

  private static Passage passage(long millis, Run run) {
    return new Passage(
        "a situation",
        START,
        Duration.ofMillis(millis),
        run,
        List.of(),
        List.of(),
        new Left(0, 0, 0),
        Optional.empty());
  }

  private static Run said(List<Line> lines) {
    return new Run(lines, List.of(), List.of());
  }

  private static String happened(Verdict... verdicts) {
    return new Page().happened(new RecipeRun(RECIPE, List.of(verdicts)));
  }

  private static String page(List<RecipeRun> runs) throws IOException {
    var place = new Place("Java <25>", "an API", "a processor", "a system", "a date", "1.0");
    var html = new StringBuilder();
    new Page().write(new Report(place, runs, List.of(), List.of()), html);
    return html.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<script>alert(1)</script>", "\"><b onclick='x'>", "a\u0000b\u001b[1m\u202e"})
  void noTextBecomesMarkup(String bad) {
    var thread = new SeenThread(7, bad, true);
    var passage =
        new Passage(
            bad,
            START,
            Duration.ofMillis(10),
            new Run(
                List.of(new Line(bad, bad, thread, MILLI)),
                List.of(new Span(bad, bad, thread, MILLI, 9 * MILLI)),
                List.of()),
            List.of(new Claim.Result(bad, new Evidence(false, bad))),
            List.of(new Shown(bad, bad)),
            new Left(1, 0, 0),
            Optional.of(new IllegalStateException(bad)));
    var life = new ThreadLife(thread, START + 1, START + 9 * MILLI);
    var scope = new Scope(bad, bad, List.of(new Scope.Forked(bad, bad, bad)), List.of());
    String html =
        new Page()
            .happened(
                new RecipeRun(
                    RECIPE,
                    List.of(verdict(bad, passage, List.of(life))),
                    List.of(new MidRun(bad, bad, List.of(scope)))));
    assertFalse(html.contains(bad), html);
    assertFalse(html.contains("<script"), html);
    assertFalse(html.contains("<b onclick"), html);
    assertTrue(html.chars().allMatch(c -> c >= ' ' && c != '\u202e' || c == '\n'));
  }

  @Test
  void tenThousandLinesAreCappedAndCounted() {
    List<Line> lines =
        IntStream.range(0, 10_000).mapToObj(i -> new Line("", "line " + i, CALLER, i)).toList();
    String html = happened(verdict("classic", passage(10, said(lines)), List.of()));
    assertTrue(html.length() < 40 * KIB, () -> html.length() + " characters");
    assertTrue(html.contains("<p>9,800 later rows are left out."), html);
    assertEquals(201, matches(html, "<rect[^>]*><title>[^<]*: (?:line|9,800 more)"));
  }

  @Test
  void whatALaneHasNoRoomForIsOneBarOrOneTick() {
    List<Span> spans =
        IntStream.range(0, 250)
            .mapToObj(i -> new Span("", "does " + i, CALLER, i * MILLI, (i + 1) * MILLI))
            .toList();
    List<Line> lines =
        IntStream.range(0, 250)
            .mapToObj(i -> new Line("", "says " + i, CALLER, i * MILLI))
            .toList();
    var run = new Run(lines, spans, List.of());
    String html = happened(verdict("classic", passage(250, run), List.of()));

    assertEquals(201, matches(html, "<svg class=\"b\""));
    String bar = "x=80% y=4 width=20% height=16><title>50 more: 200 ms to 250 ms</title>";
    assertTrue(html.contains(bar + "<rect /><text>50 more</text>"), html);
    String tick = "<rect class=more width=19.6% x=80%><title>200 ms to 249 ms: 50 more</title>";
    assertTrue(html.contains(tick), html);
    assertTrue(html.contains("<p>300 later rows are left out."), html);
  }

  private static long matches(String html, String regex) {
    return Pattern.compile(regex).matcher(html).results().count();
  }

  @Test
  void theSourcesOfWhatRunsAreShownFirst() throws IOException {
    int java = Sources.releaseFor(Slice.RELEASE);
    String html = page(List.of());
    assertTrue(html.contains("<html lang=\"en\" data-java=\"%d\">".formatted(java)), html);
    assertEquals(
        List.of(String.valueOf(java)),
        Pattern.compile("data-java=\"(\\d+)\" aria-pressed=\"true\"")
            .matcher(html)
            .results()
            .map(button -> button.group(1))
            .toList());
    assertTrue(html.contains("what ran is the code for Java %d.".formatted(java)), html);
  }

  @Test
  void aHundredThousandThreadsAreABand() {
    List<ThreadLife> lives =
        LongStream.range(0, 100_000)
            .mapToObj(i ->
                new ThreadLife(new SeenThread(i + 10, "", true), START + i, START + i + 50_000))
            .toList();
    String html = happened(verdict("modern", passage(1, said(List.of())), lives));
    assertTrue(html.length() < 20 * KIB, () -> html.length() + " characters");
    assertTrue(html.contains("100,000 virtual threads, at most 50001 at the same time"), html);
  }

  @Test
  void bothEditionsHaveTheSameScale() {
    var said = said(List.of(new Line("", "half of the longer one", CALLER, 50 * MILLI)));
    String html =
        happened(
            verdict("classic", passage(100, said), List.of()),
            verdict("modern", passage(50, said), List.of()));
    List<String> ticks =
        Pattern.compile("<rect x=([0-9.]+)%><title>50 ms")
            .matcher(html)
            .results()
            .map(tick -> tick.group(1))
            .toList();
    assertEquals(List.of("50", "50"), ticks);
  }

  @Test
  void aThreadBelongsToTheSituationInWhichItStarted() {
    var before = new ThreadLife(new SeenThread(1, "run", false), START - 1, ThreadLife.UNSEEN);
    var during = new ThreadLife(new SeenThread(2, "during", false), START + 1, START + MILLI);
    String html =
        happened(verdict("classic", passage(10, said(List.of())), List.of(before, during)));
    assertTrue(html.contains("2 platform threads"), html); // the caller, and one that started
    assertTrue(html.contains("during</text><text class=k"), html);
  }

  @Test
  void anEditionThatCannotRunSaysWhatItNeeds() {
    var verdict =
        new Verdict(
            RECIPE, "modern", Arguments.defaults(RECIPE), new Verdict.Unsupported("Java <25>"));
    assertTrue(happened(verdict).contains("did not run: it needs Java &lt;25&gt;."));
  }

  @Test
  void aReportOfRecipesThatHaveNotRunHasAPlaceForEach() throws IOException {
    String html = page(List.of(new RecipeRun(RECIPE, List.of())));
    assertTrue(html.contains("<div class=\"happened\" data-recipe=\"semaphore\">"));
    assertTrue(html.substring(0, KIB).contains(Page.MARK));
  }

  @Test
  void thePageLoadsNothing() throws IOException {
    String html = page(everyRecipe());
    String loads =
        "(?i)(src|href|action|data)=[\"']?(https?:|//)|@import|url\\((?!#)|<link[^>]+http";
    assertEquals(
        List.of(), Pattern.compile(loads).matcher(html).results().map(MatchResult::group).toList());
  }

  @Test
  void theSourcesOfAllRecipesTakeLessThanAMegabyteAndAQuarter() throws IOException {
    int length = page(everyRecipe()).length();
    assertTrue(length < 1280 * KIB, () -> length + " characters");
  }

  private static List<RecipeRun> everyRecipe() {
    return Catalogue.recipes().stream().map(recipe -> new RecipeRun(recipe, List.of())).toList();
  }
}
