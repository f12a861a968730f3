package showcase.report;

import java.util.List;
import showcase.catalogue.Recipe;
import showcase.catalogue.Verdict;

/**
 * A recipe, and a run of each of its editions.
 *
 * @param recipe the recipe
 * @param verdicts how its editions went through the situations, in the recipe's order
 * @param scopes the scopes that were open in mid-run, the outermost ones; may be empty
 */
public record RecipeRun(Recipe<?> recipe, List<Verdict> verdicts, List<Scope> scopes) {

  /** A run of which no scopes were recorded. */
  public RecipeRun(Recipe<?> recipe, List<Verdict> verdicts) {
    this(recipe, verdicts, List.of());
  }

  /** Whether nothing went wrong. */
  public boolean fine() {
    return verdicts.stream().allMatch(Verdict::fine);
  }
}
