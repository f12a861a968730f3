package showcase.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict.Passage;
import showcase.catalogue.Verdict.Ran;
import showcase.observe.Observation;

/**
 * Where a thread cannot be started, no edition leaves those that it started before, and none waits
 * for what never comes. The sources are the real ones, with scarce threads in place of the usual;
 * shutdown hooks are left out, which the JVM starts.
 */
@Timeout(120)
@DisabledIfSystemProperty(
    named = "showcase.faults",
    matches = "overlaid",
    disabledReason = "the sources are those of the newest release, and are tested there")
class ThreadStartTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMillis(200);

  @TestFactory
  Stream<DynamicTest> whatWasStartedEndsWhereMoreCannotBeStarted() throws Exception {
    Observation.warmUp();
    List<DynamicTest> tests = new ArrayList<>();
    for (Recipe<?> recipe : Catalogue.recipes()) {
      for (NamedEdition<?> edition : recipe.editions()) {
        for (String file : edition.sources()) {
          Path path = MAIN.resolve(recipe.folder()).resolve(file);
          String usual = Files.readString(path);
          String scarce = scarce(usual);
          if (!scarce.equals(usual) && !usual.contains("addShutdownHook")) {
            tests.add(
                dynamicTest(
                    recipe.name() + " " + edition.name() + ": " + file,
                    () -> assertNothingIsLeft(recipe, edition.name(), file, scarce)));
          }
        }
      }
    }
    assertTrue(tests.size() >= 10, () -> "the sources no longer look as expected: " + tests);
    return tests.stream();
  }

  private static String scarce(String source) {
    return source
        .replace("new Thread(", "new showcase.recipe.ScarceThread(")
        .replace("newCachedThreadPool()", "newCachedThreadPool(showcase.recipe.ScarceThread::make)")
        .replaceAll(
            "newFixedThreadPool\\((.+)\\);",
            "newFixedThreadPool($1, showcase.recipe.ScarceThread::make);");
  }

  private static void assertNothingIsLeft(
      Recipe<?> recipe, String edition, String file, String source) throws Exception {
    Recipe<?> planted = PlantedRecipe.load(recipe, file, source);
    var runner = new Runner(DEADLINE, PATIENCE);
    boolean failed = false;
    List<String> bad = new ArrayList<>();
    for (var situation : recipe.situations()) {
      ScarceThread.allow(1);
      var verdict =
          runner.run(
              planted,
              edition,
              Arguments.defaults(planted),
              posed -> posed.name().equals(situation.name()));
      Passage passage = ((Ran) verdict.outcome()).situations().getLast();
      failed |= ScarceThread.someFailed();
      if (!passage.left().nothing()
          || passage.failure().filter(TimeoutException.class::isInstance).isPresent()) {
        bad.add("%s: left %s, %s".formatted(situation.name(), passage.left(), passage.failure()));
      }
    }
    assertEquals(List.of(), bad);
    assertTrue(failed, "every thread could be started, or only one was needed");
  }
}
