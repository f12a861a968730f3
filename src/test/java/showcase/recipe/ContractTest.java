package showcase.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Interruption;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;
import showcase.catalogue.Situation;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Passage;
import showcase.observe.Observation;

/**
 * What every edition of every recipe promises: all claims hold in every situation in every run, and
 * nothing is left behind.
 *
 * <p>{@code -Dshowcase.recipe=NAME} tests only one recipe, {@code -Dshowcase.repetitions=N} poses
 * all situations N times, {@code -Dshowcase.interrupts=N} those that interrupt the caller, and
 * {@code -Dshowcase.load=false} leaves out those under load.
 */
class ContractTest {
  private static final int REPETITIONS = Integer.getInteger("showcase.repetitions", 2);
  private static final int INTERRUPTS = Integer.getInteger("showcase.interrupts", 5);

  private final Runner runner = new Runner(Duration.ofSeconds(60));

  @BeforeAll
  static void warmUp() throws Exception {
    Observation.warmUp();
  }

  static Stream<Arguments> editions() {
    String only = System.getProperty("showcase.recipe", "");
    return Catalogue.recipes().stream()
        .filter(recipe -> only.isEmpty() || recipe.name().equals(only))
        .flatMap(recipe ->
            recipe.editions().stream().map(edition -> Arguments.of(recipe, edition.name())));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("editions")
  void holdsItsClaimsAndLeavesNothing(Recipe<?> recipe, String edition) throws Exception {
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      assertFine(run(recipe, edition, situation -> true));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("editions")
  void endsWhenItsCallerIsInterrupted(Recipe<?> recipe, String edition) throws Exception {
    for (int repetition = 0; repetition < INTERRUPTS; repetition++) {
      assertFine(run(recipe, edition, Interruption::isPosedBy));
    }
  }

  /** With more computing threads than processors, threads are preempted between any two steps. */
  @DisabledIfSystemProperty(named = "showcase.load", matches = "false")
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("editions")
  void holdsItsClaimsUnderLoad(Recipe<?> recipe, String edition) throws Throwable {
    Load.during(() -> assertFine(run(recipe, edition, situation -> true)));
  }

  @Test
  void recipesStandInTheOrderOfTheirNumbers() {
    var numbers = Catalogue.recipes().stream().map(Recipe::number).toList();
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
  }

  @Test
  void everyRecipePosesInterrupts() {
    List<String> without =
        Catalogue.recipes().stream()
            .filter(recipe -> recipe.situations().stream().noneMatch(Interruption::isPosedBy))
            .<String>map(Recipe::name)
            .toList();
    assertEquals(List.of(), without);
  }

  @Test
  void everyRecipeIsTimedOrSaysWhyNot() {
    for (Recipe<?> recipe : Catalogue.recipes()) {
      assertTrue(recipe.timed().isPresent() == (recipe.notTimed() == null), recipe.name());
    }
  }

  private Verdict run(Recipe<?> recipe, String edition, Predicate<? super Situation<?, ?>> which)
      throws Exception {
    return runner.run(recipe, edition, showcase.catalogue.Arguments.defaults(recipe), which);
  }

  private static void assertFine(Verdict verdict) {
    var ran = assertInstanceOf(Verdict.Ran.class, verdict.outcome());
    assertTrue(verdict.fine(), () -> told(verdict, ran));
  }

  private static String told(Verdict verdict, Verdict.Ran ran) {
    var failed = ran.situations().stream().filter(passage -> !passage.fine()).toList();
    failed.forEach(passage -> passage.failure().ifPresent(Throwable::printStackTrace));
    return "%s %s: %s"
        .formatted(
            verdict.recipe().name(),
            verdict.edition(),
            failed.stream().map(ContractTest::told).toList());
  }

  private static String told(Passage passage) {
    return "%s: %s, left %s, error %s, said %s"
        .formatted(
            passage.situation(),
            passage.failedClaims().toList(),
            passage.left(),
            passage.error(),
            passage.run().lines());
  }
}
