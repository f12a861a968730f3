package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import showcase.Program;

/** Tests the live report of the packed jar in a real browser. */
class LiveReportIT {
  /** Long enough to be stopped: the call with the deadlock waits for the limit. */
  private static final String LONG = "deadlock";

  private static final String LONG_MILLIS = "10000";

  @TempDir static Path folder;
  private static Program program;
  private static String url;
  private static Browser browser;

  @BeforeAll
  static void serve() throws Exception {
    browser = Browser.start(folder.resolve("browser"));
    Map<Integer, Path> builtFor = Program.builtFor();
    Path home = builtFor.getOrDefault(25, builtFor.values().iterator().next());
    program = Program.showcase(home, "report", "--live", "--port", "0", "semaphore", LONG, "mutex");
    browser.await(
        "the address",
        () -> program.outSoFar().lines().anyMatch(line -> line.contains("http://127.0.0.1:")));
    url = program.outSoFar().lines().filter(line -> line.contains("http://")).findFirst().get();
    url = url.substring(url.indexOf("http://")).strip();
  }

  @AfterAll
  static void end() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (program != null) {
      program.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(url);
  }

  @AfterEach
  void asBefore() {
    browser.prefers("light");
    stop("semaphore"); // also what another window runs
    browser.await(
        "nothing runs", () -> browser.is("!document.querySelector('.live fieldset').disabled"));
  }

  private static WebElement form(String recipe) {
    return browser.find("form.live[data-recipe=" + recipe + "]");
  }

  private static void fill(String recipe, String parameter, String value) {
    WebElement field = form(recipe).findElement(By.name(parameter));
    field.clear();
    field.sendKeys(value);
  }

  private static void run(String recipe) {
    browser.click(form(recipe).findElement(By.cssSelector("[type=submit]")));
  }

  private static void stop(String recipe) {
    browser.click(form(recipe).findElement(By.cssSelector(".stop")));
  }

  private static String status(String recipe) {
    return form(recipe).findElement(By.cssSelector(".status")).getText();
  }

  private static void awaitStatus(String recipe, String part) {
    browser.await("'" + part + "' for " + recipe, () -> status(recipe).contains(part));
  }

  private static String happened(String recipe) {
    return browser.string(
        "document.querySelector(arguments[0]).textContent",
        ".happened[data-recipe=" + recipe + "]");
  }

  @Test
  void loadsNothingButItsOwnPage() {
    String origin = url.substring(0, url.indexOf('/', "http://".length()) + 1);
    assertEquals(List.of(), browser.messages());
    assertEquals(
        List.of(),
        browser.requests().stream().filter(request -> !request.startsWith(origin)).toList());
  }

  @Test
  void aRunWithOtherParametersIsDrawnAnew() {
    browser.script("document.querySelector('.happened[data-recipe=semaphore]').dataset.old = 1");
    fill("semaphore", "jobs", "17");
    fill("semaphore", "limit", "2");
    run("semaphore");
    awaitStatus("semaphore", "Ran in");

    assertEquals(0, browser.all(".happened[data-old]").size(), "the old one is still there");
    assertEquals(1, browser.all(".happened[data-recipe=semaphore]").size());
    assertTrue(happened("semaphore").contains("17"), () -> happened("semaphore"));
    assertFalse(browser.all(".happened[data-recipe=semaphore] svg").isEmpty());
    assertEquals(List.of(), browser.messages());
  }

  @Test
  void aRunCanBeStopped() {
    fill(LONG, "limit", LONG_MILLIS);
    String before = happened(LONG);
    run(LONG);
    awaitStatus(LONG, "Running");
    long start = System.nanoTime();
    stop(LONG);
    awaitStatus(LONG, "stopped");
    long millis = (System.nanoTime() - start) / 1_000_000;

    assertTrue(millis < Integer.parseInt(LONG_MILLIS) / 2, millis + " ms");
    assertEquals(before, happened(LONG), "what happened before is still shown");
    run("semaphore");
    awaitStatus("semaphore", "Ran in");
  }

  @Test
  void wrongInputIsNotSent() {
    String before = status("semaphore");
    for (String wrong : List.of("0", "10001", "1.5", "")) {
      fill("semaphore", "jobs", wrong);
      run("semaphore");
      assertTrue(browser.is("document.querySelector('[name=jobs]').matches(':invalid')"), wrong);
      assertTrue(
          browser.is("document.querySelector('[name=jobs]').validationMessage.length > 0"), wrong);
      assertEquals(before, status("semaphore"));
    }
  }

  /** As from a page that was changed by hand. */
  @Test
  void wrongInputThatIsSentShowsTheMessageOfTheServer() {
    browser.script("document.querySelectorAll('form').forEach(form => form.noValidate = true)");
    fill("semaphore", "jobs", "10001");
    run("semaphore");
    awaitStatus("semaphore", "10000");
    assertTrue(status("semaphore").contains("jobs"), status("semaphore"));
  }

  @Test
  void inTwoWindowsOneRunAtATime() {
    String first = browser.window();
    String second = browser.openWindow(url);
    try {
      fill(LONG, "limit", LONG_MILLIS);
      run(LONG);
      awaitStatus(LONG, "Running");

      browser.switchTo(second);
      run("semaphore");
      awaitStatus("semaphore", "another run is in progress: " + LONG);
      stop("semaphore");
      awaitStatus("semaphore", "was stopped");
      run("semaphore");
      awaitStatus("semaphore", "Ran in");

      browser.switchTo(first);
      awaitStatus(LONG, "stopped");
    } finally {
      browser.switchTo(first);
      browser.closeWindow(second);
    }
  }

  private static WebElement runAll() {
    return browser.find("form.live-all [type=submit]");
  }

  private static void awaitStatusOfAll(String text) {
    browser.await(
        "'" + text + "' for all",
        () -> browser.find("form.live-all .status").getText().equals(text));
  }

  @Test
  void whatRunsAllEndsWhenAnotherWindowStopsIt() {
    String first = browser.window();
    String second = browser.openWindow(url);
    try {
      fill(LONG, "limit", LONG_MILLIS);
      browser.click(runAll());
      awaitStatus(LONG, "Running");

      browser.switchTo(second);
      stop("semaphore");
      awaitStatus("semaphore", "was stopped");

      browser.switchTo(first);
      awaitStatusOfAll("Stopped. 1 of 3 recipes ran.");
      assertEquals("Not run yet.", status("mutex"));
    } finally {
      browser.switchTo(first);
      browser.closeWindow(second);
    }
  }

  @Test
  void whatRunsAllEndsWithTheReasonIfAnotherWindowRunsSomething() {
    String first = browser.window();
    String second = browser.openWindow(url);
    try {
      fill(LONG, "limit", LONG_MILLIS);
      run(LONG);
      awaitStatus(LONG, "Running");

      browser.switchTo(second);
      browser.click(runAll());
      awaitStatusOfAll("another run is in progress: " + LONG + ". 0 of 3 recipes ran.");
      assertEquals("Not run yet.", status("mutex"));
      stop(LONG);

      browser.switchTo(first);
      awaitStatus(LONG, "stopped");
    } finally {
      browser.switchTo(first);
      browser.closeWindow(second);
    }
  }

  @Test
  void aRunAlsoChangesWhatIsSaidAboveIt() {
    assertEquals("3 recipes, to be run from this page", browser.find(".outcome").getText());
    for (String again : List.of("at first", "again")) {
      run("semaphore");
      browser.await("the end of the run", () -> !browser.all("article#semaphore .ran").isEmpty());
      browser.await("it can run " + again, () -> status("semaphore").contains("Ran in"));
      List<String> how =
          browser.all("article#semaphore header > .ran").stream().map(WebElement::getText).toList();
      assertEquals(2, how.size(), again + how);
      assertTrue(how.get(0).matches("classic .* claims hold"), how::toString);
      assertTrue(how.get(1).matches("modern .* claims hold"), how::toString);
      assertEquals("1 of 3 recipes ran, none failed", browser.find(".outcome").getText());
    }
    assertEquals(0, browser.all(".cards .fails").size());
  }

  /** As it is in a run in which a claim fails. */
  @Test
  void aRunThatFailsMarksItsCard() {
    browser.script(
        """
        const answer = '<div class="happened" data-recipe="semaphore"><span class="fails">no</span>'
            + '</div><p class="ran fails"><b>classic</b> 1 ms</p>';
        window.fetch = async () => new Response(answer);
        """);
    run("semaphore");
    awaitStatus("semaphore", "Ran in");
    assertEquals("something failed", browser.find(".cards [data-for=semaphore] .fails").getText());
    assertEquals("1 of 3 recipes ran, 1 failed", browser.find(".outcome.fails").getText());
  }

  /** A foreign page, which even knows the token, can neither run anything nor read an answer. */
  @Test
  void aForeignPageIsRefused() throws Exception {
    HttpServer foreign =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    foreign.createContext(
        "/",
        exchange -> {
          byte[] body = "<!doctype html><title>foreign</title>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    foreign.start();
    try {
      browser.open("http://127.0.0.1:" + foreign.getAddress().getPort() + "/");
      String token = URI.create(url).getQuery().substring("token=".length());
      String run = URI.create(url).resolve("/run").toString();

      String told =
          browser.async(
              """
              const [url, run, token, done] = arguments;
              const body = new URLSearchParams({recipe: 'semaphore'});
              const headers = {'X-Showcase-Token': token};
              const outcome = promise => promise.then(r => r.type + ' ' + r.status, e => e.name);
              const frame = document.createElement('iframe');
              const framed = new Promise(resolve => frame.onload = resolve);
              frame.src = url;
              document.body.append(frame);
              Promise.all([
                outcome(fetch(url)),
                outcome(fetch(run, {method: 'POST', headers, body})),
                outcome(fetch(run, {method: 'POST', mode: 'no-cors', body})),
                framed,
              ]).then(all => done(all.slice(0, 3).join(', ')));
              """,
              url,
              run,
              token);
      // The third one is sent, without the token; the browser does not say what the answer was.
      assertTrue(told.matches("TypeError, TypeError, (TypeError|opaque 0)"), told);
      List<String> messages = browser.messages();
      assertTrue(
          messages.stream().anyMatch(message -> message.contains("frame-ancestors")),
          "it is shown in a frame: " + messages);

      browser.script(
          """
          const form = document.createElement('form');
          form.method = 'post';
          form.action = arguments[0];
          form.innerHTML = '<input name=recipe value=semaphore>';
          document.body.append(form);
          form.submit();
          """,
          run);
      browser.await("the answer", () -> browser.text().contains("foreign"));
    } finally {
      foreign.stop(0);
      browser.open(url);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void axeFindsNoSeriousViolationInTheForms(String theme) {
    browser.prefers(theme);
    browser.open(url);
    assertEquals(List.of(), browser.violations());
  }
}
