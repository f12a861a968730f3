package showcase.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import showcase.catalogue.Arguments;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict;
import showcase.observe.ScopeSampler;

/**
 * A recipe, and a run of each of its editions.
 *
 * @param recipe the recipe
 * @param verdicts how its editions went through the situations, in the recipe's order
 * @param midRun the scopes that were open in mid-run, edition by edition; may be empty
 */
public record RecipeRun(Recipe<?> recipe, List<Verdict> verdicts, List<MidRun> midRun) {

  /** A run of which no scopes were recorded. */
  public RecipeRun(Recipe<?> recipe, List<Verdict> verdicts) {
    this(recipe, verdicts, List.of());
  }

  /**
   * Runs all editions of a recipe, and keeps the scopes that were open at one moment.
   *
   * @param starting is told the name of each edition before it runs
   */
  public static RecipeRun of(
      Recipe<?> recipe, Arguments arguments, Runner runner, Consumer<String> starting)
      throws InterruptedException, IOException {
    List<Verdict> verdicts = new ArrayList<>();
    List<MidRun> midRun = new ArrayList<>();
    for (NamedEdition<?> edition : recipe.editions()) {
      starting.accept(edition.name());
      if (edition.name().equals("classic")) { // it has no scopes to look for
        verdicts.add(runner.run(recipe, edition.name(), arguments));
      } else {
        var sampler = ScopeSampler.start();
        try (sampler) {
          verdicts.add(runner.run(recipe, edition.name(), arguments));
        }
        Verdict verdict = verdicts.getLast();
        sampler.richest().ifPresent(tree -> midRun.add(MidRun.of(tree, verdict)));
      }
    }
    return new RecipeRun(recipe, verdicts, midRun);
  }

  /** Whether nothing went wrong. */
  public boolean fine() {
    return verdicts.stream().allMatch(Verdict::fine);
  }
}
