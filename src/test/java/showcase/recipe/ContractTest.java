package showcase.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict;
import showcase.observe.Observation;

/**
 * What every edition of every recipe promises: all claims hold at every run, and nothing is left.
 *
 * <p>{@code -Dshowcase.recipe=NAME} looks at one recipe only, {@code -Dshowcase.repetitions=N}
 * repeats it as often.
 */
class ContractTest {
  private static final int REPETITIONS = Integer.getInteger("showcase.repetitions", 20);

  private final Runner runner = new Runner(Duration.ofSeconds(60));

  @BeforeAll
  static void warmUp() throws Exception {
    Observation.warmUp();
  }

  static Stream<Arguments> editions() {
    String only = System.getProperty("showcase.recipe", "");
    return Catalogue.recipes().stream()
        .filter(recipe -> only.isEmpty() || recipe.name().equals(only))
        .flatMap(
            recipe -> recipe.editions().stream().map(edition -> Arguments.of(recipe, edition)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("editions")
  void holdsItsClaimsAndLeavesNothing(Recipe recipe, NamedEdition edition) throws Exception {
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      assertFine(run(recipe, edition));
    }
  }

  /** With more computing threads than processors, every gap between two steps becomes wide. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("editions")
  void holdsItsClaimsUnderLoad(Recipe recipe, NamedEdition edition) throws Throwable {
    Load.during(() -> assertFine(run(recipe, edition)));
  }

  @Test
  void recipesStandInTheOrderOfTheirNumbers() {
    var numbers = Catalogue.recipes().stream().map(Recipe::number).toList();
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
  }

  private Verdict run(Recipe recipe, NamedEdition edition) throws Exception {
    return runner.run(recipe, edition, showcase.catalogue.Arguments.defaults(recipe));
  }

  private static void assertFine(Verdict verdict) {
    var ran = assertInstanceOf(Verdict.Ran.class, verdict.outcome());
    assertTrue(verdict.fine(), () -> told(verdict, ran));
  }

  private static String told(Verdict verdict, Verdict.Ran ran) {
    ran.observation().failure().ifPresent(Throwable::printStackTrace);
    return "%s %s: %s, left %s, error %s, said %s"
        .formatted(
            verdict.recipe().name(),
            verdict.edition(),
            ran.claims().stream().filter(claim -> !claim.evidence().holds()).toList(),
            ran.observation().left(),
            ran.error(),
            ran.run().lines());
  }
}
