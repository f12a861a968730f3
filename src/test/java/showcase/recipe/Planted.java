package showcase.recipe;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict;

/** Runs a broken edition under a recipe's claims. */
public final class Planted {
  private Planted() {}

  /** The claims that do not hold for this edition, with the recipe's defaults. */
  public static List<String> failing(Recipe recipe, Edition broken) throws Exception {
    return failing(recipe, Map.of(), broken);
  }

  /** The claims that do not hold for this edition, with these parameters. */
  public static List<String> failing(Recipe recipe, Map<String, String> given, Edition broken)
      throws Exception {
    var edition = new NamedEdition("broken", List.of(), () -> broken);
    var arguments = Arguments.of(recipe, given, List.of());
    Verdict verdict = new Runner(Duration.ofSeconds(30)).run(recipe, edition, arguments);
    var ran = assertInstanceOf(Verdict.Ran.class, verdict.outcome());
    return ran.claims().stream()
        .filter(claim -> !claim.evidence().holds())
        .map(claim -> claim.text())
        .toList();
  }
}
