package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import showcase.Program;
import showcase.Program.Result;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.catalogue.Situation;
import showcase.catalogue.Sources;
import showcase.catalogue.Verdict;
import showcase.observe.Footprint.Left;
import showcase.observe.SeenThread;
import showcase.observe.ThreadCount;

/** Tests the report that the packed jar writes, opened from disk in a real browser. */
class ReportIT {
  /**
   * One with a scope and another that it links to, one with processes, one with four editions, and
   * one of few threads.
   */
  private static final List<String> RECIPES =
      List.of("semaphore", "mutex", "event", "kill-children", "fib-server");

  private static final String RESOURCES = "src/test/resources/showcase/";

  @TempDir static Path folder;
  private static Path home;
  private static Path page;
  private static Path failing;
  private static Browser browser;

  @BeforeAll
  static void writeTheReport() throws Exception {
    browser = Browser.start(folder.resolve("browser"));
    Map<Integer, Path> builtFor = Program.builtFor();
    home = builtFor.getOrDefault(25, builtFor.values().iterator().next());
    page = folder.resolve("showcase.html");
    List<String> command =
        new ArrayList<>(
            List.of(
                "report",
                "-o",
                page.toString(),
                "--bench",
                RESOURCES + "bench/recorded.json",
                "--compare",
                RESOURCES + "cli/recorded-compare.jsonl"));
    command.addAll(RECIPES);
    Result report = Program.run(home, command.toArray(String[]::new));
    assertEquals(0, report.code(), report.out() + report.err());
    failing = folder.resolve("failing.html");
    writeFailing(failing);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(page);
  }

  @AfterEach
  void asBefore() {
    browser.script("localStorage.clear()"); // the theme and the release
    browser.media("", "light");
    browser.scripts(true);
    browser.defaultSize();
  }

  @Test
  void opensFromDiskWithoutAnyMessageOrRequest() throws Exception {
    browser.script("document.querySelectorAll('details').forEach(one => one.open = true)");
    for (WebElement section : sections()) {
      browser.script("arguments[0].scrollIntoView({behavior: 'instant'})", section);
    }

    assertEquals(List.of(), browser.messages());
    assertEquals(List.of(page.toUri().toString()), browser.requests());
    assertEquals(
        List.of(),
        Pattern.compile("(?i)(?:src|href|action|data)=\"?(?:https?:)?//[^\" >]*|@import")
            .matcher(Files.readString(page).replaceAll("(?s)<a .*?>|<code.*?</code>", ""))
            .results()
            .map(MatchResult::group)
            .toList(),
        "what a browser would load");
  }

  /** Code has 84 columns, and A4 has room for one edition beside the other only if lines wrap. */
  @Test
  void printsEverythingAtASizeThatCanBeRead() {
    browser.media("print", "light");
    browser.size(A4_COLUMN, 1000);
    assertEquals(List.of(), tooWide());
    String smallest =
        browser.string(
            """
            Math.min(...[...document.querySelectorAll('main *')]
                .filter(e => e.checkVisibility() && !e.closest('svg') && e.textContent.trim())
                .map(e => parseFloat(getComputedStyle(e).fontSize)))
            """);
    assertTrue(Double.parseDouble(smallest) >= 10, smallest + " px, and 10 px are 7.5 pt");
    assertEquals(List.of(), wrapped(), "lines of code that take more than one");
    assertEquals(
        List.of(),
        browser.strings(
            """
            [...document.querySelectorAll('.code td > p:not(.o), .events td, .grid td')]
                .filter(e => !e.checkVisibility()).map(e => e.textContent).slice(0, 5)
            """),
        "what is folded");
    assertEquals(
        List.of(),
        browser.strings(
            """
            [...document.querySelectorAll('.code.pair tbody')]
                .map(e => [...e.querySelectorAll('td:first-child > p, td + td > p')]
                    .filter(line => line.checkVisibility()))
                .filter(lines => lines.some(line =>
                    line.getBoundingClientRect().left !== lines[0].getBoundingClientRect().left))
                .map(lines => lines[0].textContent)
            """),
        "editions beside each other");

    byte[] pdf = browser.pdf();
    String raw = new String(pdf, StandardCharsets.ISO_8859_1);
    assertTrue(raw.startsWith("%PDF-"));
    long pages = Pattern.compile("/Type\\s*/Page\\b").matcher(raw).results().count();
    long height = (Long) browser.script("return document.querySelector('main').scrollHeight");
    assertTrue(pages >= height / A4_HEIGHT, pages + " pages for " + height + " pixels");
  }

  private static List<String> wrapped() {
    return browser.strings(
        """
        [...document.querySelectorAll('.code code')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height
                > 1.5 * parseFloat(getComputedStyle(e).lineHeight))
            .map(e => e.textContent).slice(0, 5)
        """);
  }

  /** A4 without margins of 1 cm, in CSS pixels. */
  private static final int A4_COLUMN = 718;

  private static final int A4_HEIGHT = 1047;

  /** What is cut off: elements whose content is wider than they are. */
  private static List<String> tooWide() {
    return browser.strings(
        """
        [...document.querySelectorAll('body, body *')]
            .filter(e => e.checkVisibility() && !e.closest('svg')
                && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1
                && getComputedStyle(e).display !== 'inline')
            .map(e => e.tagName + '.' + e.className + ' ' + e.scrollWidth + ' > ' + e.clientWidth
                + ' ' + e.textContent.slice(0, 60))
            .slice(0, 5)
        """);
  }

  @Test
  void withoutScriptEverythingCanBeRead() {
    renderAll();
    Set<String> withScript = new HashSet<>(readable());
    Set<String> lines = new HashSet<>();
    for (int release : Sources.RELEASES) {
      browser.click(browser.find("button[data-java='" + release + "']"));
      lines.addAll(linesOfSemaphore());
      withScript.addAll(readable());
    }
    browser.scripts(false);
    browser.open(page);
    renderAll();

    withScript.removeAll(readable());
    assertEquals(Set.of(), withScript, "what can be read only with the script");
    lines.removeAll(linesOfSemaphore());
    assertEquals(Set.of(), lines, "lines of code that can be read only with the script");
    assertTrue(browser.find("#semaphore").getText().contains("To Java 27: "));
    assertEquals(
        List.of(),
        browser.strings(
            """
            [...document.querySelectorAll('p.o:not(.r21.r25.r27)')]
                .filter(e => e.checkVisibility() && !/Java \\d+(, \\d+)?$/.test(e.innerText))
                .map(e => e.innerText).slice(0, 5)
            """),
        "lines that do not say which releases they are for");
    for (WebElement section : sections()) {
      assertTrue(section.isDisplayed(), section.getAttribute("id"));
    }
    assertEquals(List.of(), browser.messages());
  }

  /** What is far from the window has no text otherwise. */
  private static void renderAll() {
    browser.script(
        """
        document.querySelectorAll('article').forEach(one => one.style.contentVisibility = 'visible')
        """);
  }

  /** What a reader sees without opening anything. */
  private static List<String> readable() {
    return browser.strings(
        """
        [...document.querySelectorAll('main :is(h1, h2, h3, h4, li, p, dd, code, th, td, summary)')]
            .filter(e => e.checkVisibility() && !e.closest('.needs-script') && !e.closest('.code tbody'))
            .map(e => e.innerText.replace(/\\s*Copy$/, ''))
        """);
  }

  private static List<String> linesOfSemaphore() {
    return browser.strings(
        """
        [...document.querySelectorAll('#semaphore .code code')]
            .filter(code => code.checkVisibility()).map(code => code.textContent)
        """);
  }

  private static List<WebElement> sections() {
    List<WebElement> sections = RECIPES.stream().map(recipe -> browser.find("#" + recipe)).toList();
    assertEquals(RECIPES.size(), sections.size());
    return sections;
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 768, 1280, 1920})
  void thePageItselfNeverScrollsSideways(int width) {
    browser.size(width, 844);
    assertEquals(
        List.of(),
        browser.strings(
            """
            document.scrollingElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1
                    && !e.parentElement.closest('[style*=overflow], .scroll'))
                .map(e => e.tagName + '.' + e.getAttribute('class') + ' '
                    + Math.round(e.getBoundingClientRect().right))
                .slice(0, 10)
                .concat('the page has ' + document.scrollingElement.scrollWidth + ' pixels')
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void axeFindsNoSeriousViolation(String theme) {
    browser.prefers(theme);
    browser.open(page);
    assertEquals(List.of(), browser.violations());
    browser.open(failing);
    for (String part :
        List.of(".outcome", ".cards span", ".ran", ".situation span", "figure p", "td")) {
      assertFalse(browser.all(part + ".fails").isEmpty(), part);
    }
    assertEquals(List.of(), browser.violations());
  }

  /** Writes a page on which everything goes wrong. */
  private static void writeFailing(Path file) throws IOException {
    Recipe<?> recipe = Catalogue.find("semaphore").orElseThrow();
    var posing = new SeenThread(1, "run", false);
    var passage =
        new Verdict.Passage(
            "a situation",
            0,
            Duration.ofMillis(10),
            new Run(List.of(new Line("1", "says", posing, 1_000_000)), List.of(), List.of()),
            List.of(new Claim.Result("it holds", new Evidence(false, "it does not"))),
            List.of(new Situation.Shown("the caller", "hears nothing")),
            new Left(1, 2, 3),
            Optional.of(new IllegalStateException("it ended early")));
    var ran =
        new Verdict.Ran(
            List.of(passage, passage), Duration.ofMillis(20), new ThreadCount(1, 0), List.of());
    List<Verdict> verdicts =
        List.of(
            new Verdict(recipe, "classic", Arguments.defaults(recipe), ran),
            new Verdict(
                recipe,
                "modern",
                Arguments.defaults(recipe),
                new Verdict.Unsupported("another Java")));
    var place = new Place("Java", "an API", "a processor", "a system", "a date", "1.0");
    try (var out = Files.newBufferedWriter(file)) {
      new Page()
          .write(
              new Report(place, List.of(new RecipeRun(recipe, verdicts)), List.of(), List.of()),
              out);
    }
  }

  @Test
  void searchFindsRecipesAndEscapeClearsIt() {
    browser.find("#search").sendKeys("sigkill");
    browser.await("found", () -> visibleCards().equals(List.of("kill-children")));
    assertTrue(browser.find("#found").getText().contains("1"), browser.find("#found").getText());

    browser.find("#search").clear();
    browser.find("#search").sendKeys("there is no such recipe");
    browser.await("nothing", () -> visibleCards().isEmpty());
    assertFalse(browser.find("#found").getText().isBlank());

    browser.find("#search").sendKeys(Keys.ESCAPE);
    browser.await("all", () -> visibleCards().size() == RECIPES.size());
    assertEquals("", browser.string("document.querySelector('#search').value"));
  }

  private static List<String> visibleCards() {
    return browser.visible(".cards li").stream()
        .map(card -> card.getAttribute("data-for"))
        .sorted()
        .toList();
  }

  @Test
  void aTopicShowsItsRecipesOnly() {
    for (WebElement button : browser.all("button[data-topic]")) {
      browser.click(button);
      String topic = button.getAttribute("data-topic");
      List<String> expected =
          RECIPES.stream()
              .filter(recipe ->
                  topic.isEmpty()
                      || topic.equals(browser.find("#" + recipe).getAttribute("data-topic")))
              .sorted()
              .toList();
      assertFalse(expected.isEmpty(), topic);
      browser.await(topic, () -> visibleCards().equals(expected));
      assertEquals("true", button.getAttribute("aria-pressed"));
      assertEquals(1, browser.all("button[data-topic][aria-pressed=true]").size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 25, 27})
  void theSwitchShowsTheSourceOfARelease(int release) throws Exception {
    browser.click(browser.find("button[data-java='" + release + "']"));

    assertEquals(1, browser.all("button[data-java][aria-pressed=true]").size());
    browser.script("document.querySelectorAll('details').forEach(one => one.open = true)");
    assertEquals(
        source(release).strip().lines().filter(line -> !line.isBlank()).toList(),
        browser.strings(
            """
            [...[...document.querySelectorAll('#semaphore .code')]
                .find(one => one.textContent.includes('SemaphoreModern.java'))
                .querySelectorAll('td:nth-child(2) code')]
                .filter(code => code.checkVisibility())
                .map(code => code.textContent)
                .filter(line => line.trim() !== '')
            """));
  }

  /** A source that differs in each release. */
  private static String source(int release) throws Exception {
    Path own = Path.of("src/main/java" + release + "/" + FOLDER + "SemaphoreModern.java");
    Path common = Path.of("src/main/java/" + FOLDER + "SemaphoreModern.java");
    return Files.readString(Files.exists(own) ? own : common);
  }

  private static final String FOLDER = "showcase/recipe/semaphore/";

  @Test
  void whatIsCopiedIsTheFileOfTheReleaseAndCompiles() throws Exception {
    browser.allowClipboard();
    for (Map.Entry<Integer, Path> jdk : Program.builtFor().entrySet()) {
      if (jdk.getKey() > 27) {
        continue; // its sources are 27's
      }
      browser.click(browser.find("button[data-java='" + jdk.getKey() + "']"));
      Path copies = Files.createDirectories(folder.resolve("copies" + jdk.getKey()));
      List<String> command =
          new ArrayList<>(
              List.of(
                  jdk.getValue().resolve("bin/javac").toString(),
                  "--release",
                  jdk.getKey().toString(),
                  "--enable-preview",
                  "-XDsuppressNotes",
                  "-proc:none",
                  "-cp",
                  Program.jar().toString(),
                  "-d",
                  copies.resolve("classes").toString()));
      for (WebElement button : browser.all("#event button.copy, #semaphore button.copy")) {
        String name = button.getAttribute("aria-label").replaceAll(".*?(\\w+\\.java)$", "$1");
        browser.script("navigator.clipboard.writeText('nothing yet')");
        browser.click(button);
        browser.await(name, () -> browser.clipboard().contains(name.replace(".java", "")));
        browser.await(
            "status",
            () -> browser.is("copied.textContent.endsWith(arguments[0])", name + " is copied"));
        Path copy = copies.resolve(name);
        Files.writeString(copy, browser.clipboard());
        command.add(copy.toString());
      }
      assertTrue(command.size() >= 10 + 6, "two editions and an interface, twice: " + command);
      try (Program javac = Program.start(command)) {
        Result result = javac.result();
        assertEquals(0, result.code(), result.out() + result.err());
      }
      assertEquals(
          source(jdk.getKey()).strip(),
          Files.readString(copies.resolve("SemaphoreModern.java")).strip());
    }
  }

  @Test
  void theKeyboardGoesFromRecipeToRecipeAndHelps() {
    List<String> order = order();
    for (String recipe : order) {
      browser.type(Keys.ARROW_RIGHT);
      browser.await("at " + recipe, () -> isAtTheTop(recipe));
    }
    browser.type(Keys.ARROW_LEFT);
    browser.await("back", () -> isAtTheTop(order.get(order.size() - 2)));

    browser.type("?");
    browser.await("help", () -> browser.find("#help").isDisplayed());
    browser.type(Keys.ESCAPE);
    browser.await("no help", () -> !browser.find("#help").isDisplayed());

    browser.type("/");
    browser.await("search", () -> browser.is("document.activeElement.id === 'search'"));
    assertEquals("", browser.string("document.querySelector('#search').value"));
    browser.type("?", "a", Keys.ARROW_LEFT);
    assertEquals("?a", browser.string("document.querySelector('#search').value"));
    assertFalse(browser.find("#help").isDisplayed(), "a key in a field is text");
    browser.type(Keys.ESCAPE);
    browser.await(
        "cleared", () -> browser.string("document.querySelector('#search').value").isEmpty());
    assertEquals(List.of(), browser.messages());
  }

  /** Below the bar. */
  private static boolean isAtTheTop(String id) {
    return browser.is(
        """
        Math.abs(document.getElementById(arguments[0]).getBoundingClientRect().top
            - parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)) < 4
        """,
        id);
  }

  /** The bar is higher on a phone, and grows with the letters. */
  @Test
  void theKeyboardGoesOnWithLargeLettersOnAPhone() {
    browser.size(390, 844);
    browser.script("document.documentElement.style.fontSize = '20px'");
    for (String recipe : order().subList(0, 3)) {
      browser.type(Keys.ARROW_RIGHT);
      browser.await("at " + recipe, () -> isAtTheTop(recipe));
    }
    assertTrue(browser.is("document.scrollingElement.scrollWidth === 390"), "it scrolls sideways");
  }

  private static List<String> order() {
    return browser.strings("[...document.querySelectorAll('article')].map(one => one.id)");
  }

  @Test
  void theFocusGoesAlong() {
    List<String> order = order();
    browser.type(Keys.ARROW_RIGHT);
    browser.type(Keys.ARROW_RIGHT);
    browser.type(Keys.TAB);
    assertEquals(order.get(1), focused());
    browser.type(Keys.ARROW_LEFT);
    browser.type(Keys.ARROW_LEFT);
    browser.type(Keys.TAB);
    assertEquals("all", browser.string("document.activeElement.textContent"));

    browser.type("/");
    browser.type("sigkill", Keys.ENTER);
    browser.await("there", () -> isAtTheTop("kill-children"));
    browser.type(Keys.TAB);
    assertEquals("kill-children", focused());
    assertEquals(
        0L,
        browser.script("return document.querySelectorAll('td a:not([tabindex=\"-1\"])').length"));
  }

  /** The recipe that has the focus. */
  private static String focused() {
    return browser.string("document.activeElement.closest('article')?.id");
  }

  /** Only arrows, and only where there is something to scroll. */
  @ParameterizedTest
  @ValueSource(ints = {1920, 390})
  void whatScrollsSidewaysKeepsItsArrowsOnly(int width) {
    browser.size(width, 844);
    boolean scrolls = width == 390;
    for (String box : List.of(".timeline", ".scroll")) {
      browser.script(
          "scrollTo(0, 0); document.querySelector('#semaphore ' + arguments[0]).focus()", box);
      assertEquals(
          scrolls,
          browser.is("document.activeElement.scrollWidth > document.activeElement.clientWidth"));
      browser.type(Keys.ARROW_RIGHT);
      assertEquals(scrolls ? "DIV" : "H2", browser.string("document.activeElement.tagName"));
      browser.script("document.querySelector('#semaphore ' + arguments[0]).focus()", box);
      browser.type("/");
      assertEquals("search", browser.string("document.activeElement.id"));
      browser.type(Keys.ESCAPE);
    }
  }

  @Test
  void aLinkLeadsToARecipeThatWasHidden() {
    String link = "#semaphore .notes a[href='#mutex']";
    for (int time = 0; time < 2; time++) { // the second time, the address has its name already
      browser.click(
          browser.find("button[data-topic='" + browser.string(TOPIC, "semaphore") + "']"));
      browser.find("#search").sendKeys("permits");
      browser.await("hidden", () -> !browser.find("#mutex").isDisplayed());
      browser.script("document.querySelector(arguments[0]).click()", link);
      browser.await("at mutex", () -> isAtTheTop("mutex"));
      assertEquals(RECIPES.size(), visibleCards().size());
      assertEquals("", browser.string("document.querySelector('#search').value"));
      assertEquals(
          "",
          browser.string("document.querySelector('.topics [aria-pressed=true]').dataset.topic"));
    }
  }

  private static final String TOPIC = "document.getElementById(arguments[0]).dataset.topic";

  @Test
  void aLinkToALineShowsItsRelease() {
    List<String> ids =
        browser.strings(
            "[21, 27].map(release => document.querySelector('.code table:not([aria-label])'"
                + " + ` a[id$=\"-java${release}\"]`).id)");
    browser.open(page.toUri() + "#" + ids.getFirst());
    browser.await("at the line of 21", () -> isSeen(ids.getFirst(), 21));
    browser.script("location.hash = arguments[0]", ids.getLast());
    browser.await("at the line of 27", () -> isSeen(ids.getLast(), 27));
    assertEquals(
        "27", browser.string("document.querySelector('.java [aria-pressed=true]').textContent"));
    browser.open(page);
    assertEquals("25", browser.string("document.documentElement.dataset.java"));
  }

  private static boolean isSeen(String id, int release) {
    return browser.is(
        "document.documentElement.dataset.java === arguments[1]"
            + " && document.getElementById(arguments[0]).checkVisibility()"
            + " && document.getElementById(arguments[0]).getBoundingClientRect().top > 0"
            + " && document.getElementById(arguments[0]).getBoundingClientRect().top < innerHeight",
        id,
        String.valueOf(release));
  }

  @Test
  void aPhoneTellsTheKindsOfThreads() {
    browser.size(390, 844);
    assertEquals(
        List.of(),
        browser.strings(
            """
            [...document.querySelectorAll('#semaphore .situation[open] .names .k')].filter(kind => {
              const all = kind.closest('svg').getBoundingClientRect();
              const own = kind.getBoundingClientRect();
              const name = kind.previousElementSibling.getBoundingClientRect();
              return !(own.width > 0 && own.left >= all.left && own.right <= all.right
                  && (own.top >= name.bottom - 3 || own.left >= name.right));
            }).map(kind => kind.textContent)
            """));
  }

  @Test
  void noTwoLabelsOfARecipeAreTheSame() {
    assertEquals(
        List.of(),
        browser.strings(
            """
            [...document.querySelectorAll('article')].flatMap(article => {
              const labels = [...article.querySelectorAll('[aria-label]')]
                  .map(one => one.tagName + ' ' + one.getAttribute('aria-label'));
              return labels.filter((label, i) => labels.indexOf(label) !== i);
            })
            """));
  }

  @Test
  void darkByPreferenceAndBySwitch() {
    browser.prefers("light");
    int light = lightness();
    browser.prefers("dark");
    int dark = lightness();
    assertTrue(light > 200 && dark < 60, light + ", " + dark);

    browser.prefers("light");
    browser.open(page);
    browser.click(browser.find("#theme"));
    browser.await("dark by the switch", () -> lightness() == dark);
    browser.click(browser.find("#theme"));
    browser.await("light by the switch", () -> lightness() == light);
  }

  /** The lightness of the background, from 0 to 255. */
  private static int lightness() {
    String colour =
        browser.string(
            """
            [document.body, document.documentElement]
                .map(e => getComputedStyle(e).backgroundColor)
                .find(c => c !== 'rgba(0, 0, 0, 0)') ?? 'rgb(255, 255, 255)'
            """);
    return (int)
        Pattern.compile("\\d+")
            .matcher(colour)
            .results()
            .limit(3)
            .mapToInt(part -> Integer.parseInt(part.group()))
            .average()
            .orElseThrow();
  }
}
