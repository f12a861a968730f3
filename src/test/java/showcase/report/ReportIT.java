package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Tests the report that the packed jar writes, opened from disk in a real browser. */
class ReportIT {
  /** One with a scope, one with processes, one with four editions, and one of few threads. */
  private static final List<String> RECIPES =
      List.of("semaphore", "event", "kill-children", "fib-server");

  @TempDir static Path folder;
  private static Path home;
  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void writeTheReport() throws Exception {
    browser = Browser.start(folder.resolve("browser"));
    Map<Integer, Path> builtFor = Program.builtFor();
    home = builtFor.getOrDefault(25, builtFor.values().iterator().next());
    page = folder.resolve("showcase.html");
    List<String> command = new ArrayList<>(List.of("report", "-o", page.toString()));
    command.addAll(RECIPES);
    Result report = Program.run(home, command.toArray(String[]::new));
    assertEquals(0, report.code(), report.out() + report.err());
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
  void printsWithoutCuttingAnythingOff() {
    browser.media("print", "light");
    browser.size(A4_COLUMN, 1000);
    assertEquals(List.of(), tooWide());

    byte[] pdf = browser.pdf();
    String raw = new String(pdf, StandardCharsets.ISO_8859_1);
    assertTrue(raw.startsWith("%PDF-"));
    long pages = Pattern.compile("/Type\\s*/Page\\b").matcher(raw).results().count();
    assertTrue(pages >= RECIPES.size(), pages + " pages");
  }

  /** A4 without margins of 1 cm, in CSS pixels. */
  private static final int A4_COLUMN = 718;

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
    List<String> parts = List.of("h1", "h2", "h3", "pre, code", "svg", "table");
    List<Long> withScript = parts.stream().map(ReportIT::count).toList();
    browser.scripts(false);
    browser.open(page);

    assertEquals(withScript, parts.stream().map(ReportIT::count).toList());
    for (WebElement section : sections()) {
      assertTrue(section.isDisplayed(), section.getAttribute("id"));
    }
    assertTrue(browser.text().contains("availablePermits") || browser.text().contains("Semaphore"));
    assertEquals(List.of(), browser.messages());
  }

  private static Long count(String selector) {
    return (Long) browser.script("return document.querySelectorAll(arguments[0]).length", selector);
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
    List<String> order =
        browser.strings("[...document.querySelectorAll('article')].map(one => one.id)");
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

  private static boolean isAtTheTop(String recipe) {
    return browser.is(
        """
        Math.abs(document.getElementById(arguments[0]).getBoundingClientRect().top) < 150
            || location.hash === '#' + arguments[0]
        """,
        recipe);
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
