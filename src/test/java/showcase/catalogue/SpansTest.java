package showcase.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.catalogue.Verdict.Ran;
import showcase.observe.Observation;

/** The cheat sheet's scene of each recipe, as the report draws it: no edition goes without a bar. */
@Tag("once")
class SpansTest {

  @BeforeAll
  static void warmUp() throws Exception {
    Observation.warmUp();
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> editions() {
    return Catalogue.recipes().stream()
        .flatMap(recipe ->
            recipe.editions().stream()
                .map(edition ->
                    org.junit.jupiter.params.provider.Arguments.of(recipe, edition.name())));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("editions")
  void theFirstSituationHasSpansWithinItsTime(Recipe<?> recipe, String edition) throws Exception {
    Situation<?, ?> first = recipe.situations().getFirst();
    var verdict =
        new Runner(Duration.ofSeconds(60))
            .run(recipe, edition, Arguments.defaults(recipe), situation -> situation == first);
    var ran = assertInstanceOf(Ran.class, verdict.outcome());
    var passage = ran.situations().getFirst();
    assertTrue(passage.fine(), () -> passage.failedClaims().toList() + " " + passage.error());
    List<Span> spans = passage.run().spans();
    assertFalse(spans.isEmpty());
    long took = passage.took().toNanos();
    assertEquals(
        List.of(),
        spans.stream()
            .filter(span -> span.from() < 0 || span.to() < span.from() || span.to() > took)
            .toList());
    assertTrue(spans.stream().noneMatch(span -> span.what().isBlank()), "a bar without words");
  }
}
