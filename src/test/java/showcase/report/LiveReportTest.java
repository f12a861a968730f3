package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static showcase.catalogue.Situation.situation;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Evidence;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.catalogue.Verdict;
import showcase.observe.Observation;

/** Tests the page of a live report, and its runs of recipes. */
@Tag("once")
class LiveReportTest {
  private static final Duration ENOUGH = Duration.ofSeconds(60);
  private static final Place PLACE = new Place("j", "a", "p", "s", "d", "v");

  private static LiveReport report(Recipe<?>... recipes) {
    List<RecipeRun> runs =
        List.of(recipes).stream().map(recipe -> new RecipeRun(recipe, List.of())).toList();
    return new LiveReport(new Report(PLACE, runs, List.of(), List.of()), new Runner(ENOUGH));
  }

  private static Recipe<?> find(String name) {
    return Catalogue.find(name).orElseThrow();
  }

  @Test
  void eachRecipeHasAFormWithItsParameters() throws Exception {
    String page = report(find("semaphore"), find("shell-command")).page();

    assertTrue(page.contains("<form class=\"live\" data-recipe=\"semaphore\""), page);
    assertTrue(page.contains("<form class=\"live\" data-recipe=\"shell-command\""), page);
    String limit =
        page.lines().filter(line -> line.contains("name=\"limit\"")).findFirst().orElseThrow();
    for (String attribute :
        List.of("type=\"number\"", "value=\"3\"", "min=\"1\"", "max=\"", "required")) {
      assertTrue(limit.contains(attribute), limit);
    }
    assertTrue(page.contains("aria-live=\"polite\""));
    assertTrue(page.contains(Templates.text("live.js")));
  }

  @Test
  void thePageIsMadeOnce() throws Exception {
    LiveReport report = report(find("semaphore"));
    assertSame(report.page(), report.page());
  }

  @Test
  void aReportThatIsNotLiveHasNoForm() throws Exception {
    var page = new StringBuilder();
    var run = new RecipeRun(find("semaphore"), List.of());
    new Page().write(new Report(PLACE, List.of(run), List.of(), List.of()), page);

    assertFalse(page.toString().contains("class=\"live"));
    assertFalse(page.toString().contains(Templates.text("live.js")));
  }

  @Test
  void aPageWithoutTheRecipeIsNotMadeLive() {
    assertThrows(
        IllegalStateException.class,
        () ->
            new LivePage().of("<head></head><body><nav></nav></body>", List.of(find("semaphore"))));
  }

  @Test
  void theRunsOfAllEditionsAreDrawn() throws Exception {
    LiveReport report = report(find("semaphore"));
    report.prepare();
    Recipe<?> recipe = report.recipes().getFirst();
    String drawn = report.run(recipe, Arguments.of(recipe, Map.of("jobs", "4"), List.of()));

    assertTrue(
        drawn.strip().startsWith("<div class=\"happened\" data-recipe=\"semaphore\""), drawn);
    String how = drawn.substring(drawn.lastIndexOf("</div>") + "</div>".length());
    assertTrue(
        how.matches(
            "<p class=\"ran\"><b>classic</b> .* hold</p><p class=\"ran\"><b>modern</b> .* hold</p>"),
        how);
  }

  /** A browser connects whenever it likes, and may keep a connection that it does not need yet. */
  @Test
  void aConnectionToTheServerInTheMiddleOfARunDoesNotCountAsLeftBehind() throws Exception {
    var running = new CountDownLatch(1);
    var connected = new AtomicReference<Socket>();
    try (LiveServer server = LiveServer.start(0, Told.says(), line -> {});
        var window = new Window(server)) {
      Callable<Object> edition =
          () -> {
            running.countDown();
            var socket = new Socket("127.0.0.1", window.port());
            socket.getOutputStream().write('G');
            connected.set(socket); // its end here counts, the server's does not
            return "yes";
          };
      Verdict verdict = run(edition);
      connected.get().close();
      Verdict.Ran ran = (Verdict.Ran) verdict.outcome();
      assertEquals(1, ran.left().descriptors());
      assertEquals(0, ran.left().threads());
    }
  }

  private static Verdict run(Callable<Object> edition) throws Exception {
    Observation.warmUp();
    var recipe =
        Recipe.<Callable<Object>>recipe(1, "test", "Test", "Test", Callable.class)
            .problem("p")
            .topic(Topic.THREADS)
            .python("p")
            .edition("only", () -> edition)
            .whatChanges("w")
            .keepTheClassicWhen("k")
            .watchOutFor("w")
            .situations(() ->
                List.of(
                    situation("asked", (Callable<Object> it, Stage stage) -> it.call())
                        .claim("yes", (in, said) -> Evidence.equal("yes", said))))
            .build();
    return new Runner(ENOUGH).run(recipe, "only", Arguments.defaults(recipe));
  }
}
