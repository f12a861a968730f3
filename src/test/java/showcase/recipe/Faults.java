package showcase.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import showcase.catalogue.Arguments;
import showcase.catalogue.Interruption;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;
import showcase.catalogue.Situation;
import showcase.catalogue.Slice;
import showcase.catalogue.Sources;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Passage;
import showcase.catalogue.Verdict.Ran;
import showcase.observe.Observation;
import showcase.recipe.Fault.Replacement;

/**
 * Plants faults in the real sources of a recipe's editions, and expects each to be caught: by the
 * claim that is named, or by the runner.
 *
 * <p>One run is enough, and four are tried, with more and more time: other programs can hide a
 * race. {@code -Dshowcase.fault-runs=5} expects it at each of 5 more runs with that much time, on a
 * machine that does nothing else. With {@code -Dshowcase.faults=overlaid}, faults are planted only
 * in files that the running release has in a version of its own. The build plants all others on one
 * release: 25, or else 27.
 */
public final class Faults {
  private static final boolean ONLY_OVERLAID =
      System.getProperty("showcase.faults", "all").equals("overlaid");
  private static final int RUNS = Integer.getInteger("showcase.fault-runs", 0);

  /** How often a fault is tried until it is caught once; beside other programs, time runs slowly. */
  private static final int TRIES = 4;

  /** How much more time the next run has: on a slow machine, a process takes longer to start. */
  private static final int SLOWER = 3;

  /** With so much time, a task that is not interrupted lasts longer than a caller may take. */
  private static final int SLOW_ENOUGH = 5;

  /** How many faults each edition must be tested with at least. */
  private static final int LEAST = 5;

  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** Shorter than usual: with a fault, a witness often waits for what never happens. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private static final Path MAIN = Path.of("src/main/java");

  /** The release whose API the running classes are written in. */
  private static final int API = Sources.releaseFor(Slice.RELEASE);

  /** The folder with that release's own versions of some files; 25 has none. */
  private static final Path OVERLAY = Path.of("src/main/java" + API);

  private Faults() {}

  /** A test for each fault in each edition, and one that checks that there are enough. */
  public static Stream<DynamicTest> of(Recipe<?> recipe, Fault... faults) {
    Stream<DynamicTest> each =
        Arrays.stream(faults)
            .flatMap(fault ->
                fault.editions().stream()
                    .filter(edition ->
                        !ONLY_OVERLAID || isOverlaid(recipe, file(recipe, edition, fault)))
                    .map(edition ->
                        dynamicTest(
                            edition + ": " + fault.what(),
                            () -> assertCaught(recipe, edition, fault))));
    return Stream.concat(
        each, Stream.of(dynamicTest("enough faults", () -> assertEnough(recipe, faults))));
  }

  private static void assertEnough(Recipe<?> recipe, Fault... faults) {
    Map<String, Long> count =
        Arrays.stream(faults)
            .flatMap(fault -> fault.editions().stream())
            .collect(Collectors.groupingBy(edition -> edition, Collectors.counting()));
    List<String> few =
        recipe.editions().stream()
            .map(edition -> edition.name())
            .filter(edition -> count.getOrDefault(edition, 0L) < LEAST)
            .toList();
    assertEquals(List.of(), few);
  }

  private static void assertCaught(Recipe<?> recipe, String edition, Fault fault) throws Exception {
    Observation.warmUp();
    String file = file(recipe, edition, fault);
    String source = planted(recipe, file, fault);
    Recipe<?> broken = PlantedRecipe.load(recipe, file, source);
    Predicate<Situation<?, ?>> where =
        situation ->
            fault.claim() != null
                ? situation.claims().contains(fault.claim())
                : situation.name().equals(fault.situation());
    assertTrue(
        recipe.situations().stream().anyMatch(where),
        () -> "no situation has the claim or the name that should catch it");
    int slowness = 1;
    List<Passage> passages = pose(broken, edition, where, slowness);
    for (int tries = 1; tries < TRIES && !caught(passages, fault); tries++) {
      slowness *= SLOWER;
      passages = pose(broken, edition, where, slowness);
    }
    assertTrue(
        caught(passages, fault), "not caught at %d runs: %s".formatted(TRIES, told(passages)));
    boolean interrupts =
        recipe.situations().stream().filter(where).anyMatch(Interruption::isPosedBy);
    for (int run = 1; run <= RUNS; run++) {
      passages = pose(broken, edition, where, interrupts ? SLOW_ENOUGH : slowness);
      assertTrue(
          caught(passages, fault),
          "not caught at run %d of %d: %s".formatted(run, RUNS, told(passages)));
    }
  }

  /** The file that is changed: the fault's own, or the edition's first. */
  private static String file(Recipe<?> recipe, String edition, Fault fault) {
    return fault.file() != null
        ? fault.file()
        : recipe.editions().stream()
            .filter(named -> named.name().equals(edition))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no edition " + edition))
            .sources()
            .getFirst();
  }

  private static boolean isOverlaid(Recipe<?> recipe, String file) {
    return Files.exists(OVERLAY.resolve(recipe.folder()).resolve(file));
  }

  private static List<Passage> pose(
      Recipe<?> broken, String edition, Predicate<Situation<?, ?>> where, int slowness)
      throws Exception {
    var runner = new Runner(DEADLINE.multipliedBy(slowness), PATIENCE.multipliedBy(slowness));
    Verdict verdict = runner.run(broken, edition, Arguments.defaults(broken), where);
    return ((Ran) verdict.outcome()).situations();
  }

  private static boolean caught(List<Passage> passages, Fault fault) {
    return passages.stream().anyMatch(passage -> catches(passage, fault));
  }

  /** A claim that was not reached has not caught anything itself. */
  private static boolean catches(Passage passage, Fault fault) {
    boolean runner = passage.failure().isPresent() || !passage.left().nothing();
    boolean claim =
        (passage.failure().isEmpty() || fault.mayStopBefore())
            && passage.failedClaims().anyMatch(failed -> failed.text().equals(fault.claim()));
    return fault.claim() == null ? runner : claim;
  }

  private static String told(List<Passage> passages) {
    return passages.stream()
        .map(passage ->
            "%s: %s, left %s, error %s"
                .formatted(passage.situation(), passage.claims(), passage.left(), passage.error()))
        .collect(Collectors.joining("; "));
  }

  private static String planted(Recipe<?> recipe, String file, Fault fault) throws IOException {
    boolean overlaid = isOverlaid(recipe, file);
    Path path = (overlaid ? OVERLAY : MAIN).resolve(recipe.folder()).resolve(file);
    List<Replacement> own = API == 21 ? fault.replacements21() : fault.replacements27();
    List<Replacement> replacements = overlaid && !own.isEmpty() ? own : fault.replacements();
    String text = Files.readString(path);
    for (Replacement replacement : replacements) {
      int first = text.indexOf(replacement.text());
      assertTrue(
          first >= 0 && text.indexOf(replacement.text(), first + 1) < 0,
          () -> String.format(Locale.ROOT, "not exactly once in %s: %s", path, replacement.text()));
      text = text.replace(replacement.text(), replacement.by());
    }
    return text;
  }
}
