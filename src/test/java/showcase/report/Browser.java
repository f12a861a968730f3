package showcase.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Platform;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium without a window. Nothing is downloaded: where Chromium or its driver is missing,
 * the test is skipped. All its files are in one folder, and it ends with the driver's service.
 */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> CHROMIUM =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  /** Warns that it does not know this Chromium; nothing here needs that it does. Kept from being collected. */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private final ChromeDriverService service;
  private final ChromeDriver driver;

  private Browser(ChromeDriverService service, ChromeDriver driver) {
    this.service = service;
    this.driver = driver;
  }

  /** Starts a browser that keeps its profile and its temporary files in a folder. */
  static Browser start(Path folder) throws IOException {
    Optional<Path> chromium = CHROMIUM.stream().flatMap(name -> onPath(name).stream()).findFirst();
    Optional<Path> chromedriver = onPath("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "the browser tests need chromium and chromedriver on the path");
    VERSIONS.setLevel(Level.SEVERE);
    String temporary = Files.createDirectories(folder.resolve("tmp")).toString();
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get().toFile())
            .usingAnyFreePort()
            .withLogFile(folder.resolve("driver.log").toFile())
            .withEnvironment(Map.of("TMPDIR", temporary, "HOME", temporary))
            .build();
    try {
      return new Browser(
          service, new ChromeDriver(service, options(chromium.get(), folder.resolve("profile"))));
    } catch (RuntimeException e) {
      service.stop();
      throw e;
    }
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ChromeOptions options(Path chromium, Path profile) {
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--user-data-dir=" + profile,
        "--window-size=1280,900",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run");
    if (!Platform.getCurrent().is(Platform.WINDOWS)
        && "root".equals(System.getProperty("user.name"))) {
      options.addArguments(
          "--no-sandbox"); // as root, in a container, Chromium refuses to start with one
    }
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  /** Opens a page as a new visitor does, and forgets what was logged before. */
  void open(String url) {
    driver.get("about:blank");
    messages();
    requests();
    driver.get(url);
  }

  void open(Path file) {
    open(file.toUri().toString());
  }

  /** Opens another window with a page, and returns to the first one. */
  String openWindow(String url) {
    String first = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    driver.get(url);
    String second = driver.getWindowHandle();
    driver.switchTo().window(first);
    return second;
  }

  String window() {
    return driver.getWindowHandle();
  }

  void switchTo(String window) {
    driver.switchTo().window(window);
  }

  void closeWindow(String window) {
    String first = driver.getWindowHandle();
    driver.switchTo().window(window).close();
    driver.switchTo().window(first);
  }

  String source() {
    return driver.getPageSource();
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The elements that a reader sees. */
  List<WebElement> visible(String selector) {
    return all(selector).stream().filter(WebElement::isDisplayed).toList();
  }

  /**
   * Clicks in the middle of an element after it was scrolled there. An article above it that is only
   * drawn now may push it away again.
   */
  void click(WebElement element) {
    await(
        "a click on what stands still",
        () -> {
          script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
          try {
            element.click();
            return true;
          } catch (ElementClickInterceptedException e) {
            return false;
          }
        });
  }

  /** Types where the focus is. */
  void type(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Evaluates a script in the page. */
  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  boolean is(String expression, Object... arguments) {
    return Boolean.TRUE.equals(script("return " + expression, arguments));
  }

  String string(String expression, Object... arguments) {
    return String.valueOf(script("return " + expression, arguments));
  }

  /** A list of strings. */
  List<String> strings(String expression, Object... arguments) {
    return ((List<?>) script("return " + expression, arguments))
        .stream().map(String::valueOf).toList();
  }

  /** Waits until something is so in the page. */
  void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO)
        .until(condition);
  }

  /** Evaluates a script in the page that passes its result to its last argument. */
  String async(String script, Object... arguments) {
    return String.valueOf(driver.executeAsyncScript(script, arguments));
  }

  /** What the clipboard has. */
  String clipboard() {
    return String.valueOf(
        driver.executeAsyncScript(
            "const done = arguments[0]; navigator.clipboard.readText().then(done, e => done('' +"
                + " e))"));
  }

  void allowClipboard() {
    cdp(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
  }

  /** The messages on the console since the page was opened, and since the last call. */
  List<String> messages() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What was requested since the page was opened, and since the last call. */
  List<String> requests() {
    List<String> urls = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonObject message =
          JsonParser.parseString(entry.getMessage()).getAsJsonObject().getAsJsonObject("message");
      String method = message.get("method").getAsString();
      JsonObject params = message.getAsJsonObject("params");
      if (method.equals("Network.requestWillBeSent")) {
        urls.add(params.getAsJsonObject("request").get("url").getAsString());
      } else if (method.equals("Network.webSocketCreated")) {
        urls.add(params.get("url").getAsString());
      }
    }
    return urls;
  }

  /** Sends a command of Chromium's own protocol. */
  Map<String, Object> cdp(String command, Map<String, Object> parameters) {
    return driver.executeCdpCommand(command, parameters);
  }

  /** Gives the page the size of a window, in CSS pixels. */
  void size(int width, int height) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void defaultSize() {
    cdp("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** Emulates the reader's preference: light or dark. */
  void prefers(String scheme) {
    media("", scheme);
  }

  /** Emulates a medium, screen or print, and the reader's preference. */
  void media(String medium, String scheme) {
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Turns scripts of pages off or on; takes effect when the next page is opened. */
  void scripts(boolean on) {
    cdp("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }

  /** Prints the page on A4. */
  byte[] pdf() {
    Map<String, Object> a4 = new LinkedHashMap<>();
    a4.put("paperWidth", 8.27);
    a4.put("paperHeight", 11.69);
    a4.put("printBackground", true);
    a4.put("preferCSSPageSize", true);
    return Base64.getDecoder().decode((String) cdp("Page.printToPDF", a4).get("data"));
  }

  /** A picture of what is seen now. */
  void screenshot(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /**
   * The serious and critical violations that axe-core finds, each with the first elements. It takes
   * a minute for all lines of all sources, so one recipe stands for the others, with some lines of
   * each kind and everything unfolded; the page has to be opened again afterwards.
   */
  List<String> violations() {
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    script(
        """
        [...document.querySelectorAll('article')].slice(1).forEach(article => article.remove());
        document.querySelectorAll('.code tbody').forEach(lines =>
            [...lines.rows].slice(8).filter(row => !row.querySelector('.m25, .d25'))
                .forEach(row => row.remove()));
        document.querySelectorAll('.events tbody').forEach(events =>
            [...events.rows].slice(8).forEach(row => row.remove()));
        [...document.querySelectorAll('.situation')].slice(3).forEach(one => one.remove());
        document.querySelectorAll('details').forEach(details => details.open = true);
        """);
    script(AXE + "; window.axe = axe;");
    String found =
        (String)
            driver.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ['violations']}).then(
                    result => done(result.violations
                        .filter(v => v.impact === 'serious' || v.impact === 'critical')
                        .map(v => v.id + ' (' + v.impact + ', ' + v.nodes.length + '): '
                            + v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary)
                                .join(' | ').replaceAll('\\n', ' '))
                        .join('\\n')),
                    error => done('axe failed: ' + error));
                """);
    assertTrue(found != null, "axe-core returned nothing");
    return found.lines().toList();
  }

  private static final String AXE = axe();

  private static String axe() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      driver.quit();
    } finally {
      service.stop();
    }
  }
}
