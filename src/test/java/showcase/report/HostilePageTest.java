package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Measurement;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.catalogue.Situation;
import showcase.catalogue.Span;
import showcase.catalogue.Verdict;
import showcase.observe.Footprint.Left;
import showcase.observe.SeenThread;
import showcase.observe.ThreadCount;
import showcase.observe.ThreadLife;
import showcase.recipe.semaphore.SemaphoreRecipe;

/** Tests, in a real browser, a page whose transcripts try to be markup, and are very long. */
@Tag("once")
class HostilePageTest {
  private static final int LINES = 10_000;
  private static final int THREADS = 100_000;
  private static final long MILLISECOND = 1_000_000;

  /** Texts that break out of an element, an attribute, a script or a template. */
  private static final List<String> ATTACKS =
      List.of(
          "<script>window.pwned = 1</script>",
          "</script></style></title></svg><script>window.pwned = 2</script>",
          "\"><img src=x onerror=\"window.pwned = 3\">",
          "' onmouseover='window.pwned = 4' autofocus onfocus='window.pwned = 5'",
          "<svg onload=window.pwned=6><a href=\"javascript:window.pwned=7\">x</a>",
          "--><!-- ]]><![CDATA[ &lt;script&gt; &amp; & `${window.pwned = 8}`",
          "{{recipe.name}} {{{recipe.name}}} {{! } {{>page}}",
          "bidi \u202e gnp.exe \u2066 isolated \u2069 control \u0000 \u0007 \u001b[31m \u007f \u0085",
          "<iframe srcdoc=\"<script>parent.pwned = 9</script>\"></iframe>",
          "lone surrogate \ud800, byte order mark \ufeff, line separator \u2028");

  @TempDir static Path folder;
  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void openThePage() throws Exception {
    browser = Browser.start(folder.resolve("browser"));
    page = folder.resolve("hostile.html");
    try (var out = Files.newBufferedWriter(page)) {
      new Page().write(report(), out);
    }
    browser.open(page);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Report report() {
    Recipe<?> recipe = SemaphoreRecipe.RECIPE;
    List<Verdict> verdicts =
        recipe.editions().stream()
            .map(edition ->
                new Verdict(recipe, edition.name(), Arguments.defaults(recipe), hostile()))
            .toList();
    var scope =
        new Scope(
            attack(0),
            attack(1),
            List.of(new Scope.Forked(attack(2), attack(3), attack(4))),
            List.of());
    var midRun = new MidRun(attack(5), attack(6), List.of(scope));
    return new Report(
        new Place(attack(0), attack(1), attack(2), attack(3), attack(4), attack(5)),
        List.of(new RecipeRun(recipe, verdicts, List.of(midRun))),
        List.of(),
        List.of(
            new Compared(
                attack(6),
                List.of(
                    new Compared.Measured(
                        attack(0),
                        attack(2),
                        List.of(new Compared.Figure(attack(3), attack(1), 2, 1, 3)),
                        attack(4))),
                List.of(attack(8)))));
  }

  private static String attack(int number) {
    return ATTACKS.get(number % ATTACKS.size());
  }

  private static Verdict.Ran hostile() {
    List<ThreadLife> lives =
        IntStream.range(0, THREADS)
            .mapToObj(i -> new ThreadLife(thread(i), i * 10L, MILLISECOND + i * 20L))
            .toList();
    return new Verdict.Ran(
        List.of(
            passage("short", ATTACKS.size(), Optional.empty()),
            passage("long", LINES, Optional.empty()),
            passage(attack(0), 3, Optional.of(new IllegalStateException(attack(2))))),
        Duration.ofMillis(30),
        new ThreadCount(THREADS / 2, THREADS / 2),
        lives);
  }

  private static Verdict.Passage passage(String name, int size, Optional<Throwable> failure) {
    List<Line> lines = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      lines.add(new Line(attack(i), attack(i + 1), thread(i), i * 100L));
      spans.add(new Span(attack(i), attack(i + 2), thread(i), i * 100L, i * 100L + MILLISECOND));
    }
    List<Measurement> measurements = List.of(new Measurement(attack(1), Double.NaN, attack(2)));
    List<Claim.Result> claims =
        ATTACKS.stream()
            .map(attack ->
                new Claim.Result(attack, new Evidence(attack.length() % 2 == 0, "saw " + attack)))
            .toList();
    List<Situation.Shown> shows =
        ATTACKS.stream().map(attack -> new Situation.Shown(attack, attack)).toList();
    return new Verdict.Passage(
        name,
        0,
        Duration.ofMillis(10),
        new Run(lines, spans, measurements),
        claims,
        shows,
        new Left(0, 0, 0),
        failure);
  }

  private static SeenThread thread(int number) {
    return new SeenThread(number + 1000L, attack(number), number % 2 == 0);
  }

  @Test
  void noForeignScriptRuns() {
    browser.await("loaded", () -> browser.is("document.readyState === 'complete'"));
    // What waits for the reader to come near.
    browser.script(
        """
        document.querySelectorAll('details').forEach(details => details.open = true);
        document.querySelectorAll('*').forEach(element => {
          for (const event of ['mouseover', 'focus', 'load', 'error']) {
            element.dispatchEvent(new Event(event));
          }
        });
        """);
    assertTrue(browser.is("window.pwned === undefined"), () -> browser.string("window.pwned"));
    assertEquals(List.of(), browser.messages());
    assertEquals(List.of(page.toUri().toString()), browser.requests());
  }

  @Test
  void textOfATranscriptIsNoMarkup() {
    assertEquals(
        0L,
        browser.script("return document.querySelectorAll('img, iframe, [autofocus]').length"),
        "elements that a transcript made");
    assertEquals(
        List.of(),
        browser.strings(
            """
            [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]
                .filter(a => /^on/.test(a.name) || /^\\s*javascript:/i.test(a.value))
                .map(a => e.tagName + ' ' + a.name + '=' + a.value))
            """));
    for (String attack : List.of(attack(0), attack(2), attack(3), attack(6))) {
      assertTrue(
          browser.is("document.body.textContent.includes(arguments[0])", attack),
          "cannot be read: " + attack);
    }
  }

  @Test
  void controlAndBidiCharactersAreMadeVisible() {
    String unseen =
        """
        (text => /[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]/
            .exec(text))
        """;
    assertEquals("null", browser.string(unseen + "(document.documentElement.textContent)"));
    assertEquals(
        "null",
        browser.string(
            unseen
                + """
                ([...document.querySelectorAll('*')].flatMap(e => [...e.attributes])
                    .map(a => a.value).join(''))
                """));
  }

  @Test
  void aLongRunIsFoldedAndThePageStaysResponsive() throws Exception {
    long elements = (Long) browser.script("return document.querySelectorAll('*').length");
    assertTrue(elements < 50_000, elements + " elements");
    assertTrue(Files.size(page) < 6_000_000, Files.size(page) + " bytes");
    assertTrue(
        browser.is("document.body.textContent.replace(/[^0-9]/g, ' ').includes('10 000')")
            || browser.is("/10[^0-9]?000/.test(document.body.textContent)"),
        "the number of lines is not said");
    long millis =
        (Long)
            browser.script(
                """
                const start = performance.now();
                for (const key of ['/', 'Escape', 'ArrowRight', 'ArrowLeft', '?', 'Escape']) {
                  document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
                  document.body.offsetHeight; // lays the page out
                }
                return Math.round(performance.now() - start);
                """);
    assertTrue(millis < 3000, "six keys took " + millis + " ms");
    assertFalse(browser.all("section, article").isEmpty());
  }
}
