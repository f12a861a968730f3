package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.openqa.selenium.WebElement;
import showcase.Program;
import showcase.Program.Result;

/** Tests the report that the packed jar writes, opened from disk in a real browser. */
class ReportIT {
  /** One with a scope, one with processes, one with four editions, and one of few threads. */
  private static final List<String> RECIPES =
      List.of("event", "kill-children", "semaphore", "fib-server");

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
        Pattern.compile(
                "(?i)(?:src|href|action|data)=\"?(?:https?:)?//[^\" >]*|@import|url\\((?!data:)")
            .matcher(Files.readString(page).replaceAll("(?s)<a .*?>", ""))
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
    browser.size(390, 844);
    assertEquals(List.of(), browser.violations());
  }
}
