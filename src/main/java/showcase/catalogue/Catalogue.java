package showcase.catalogue;

import java.util.List;
import java.util.Optional;
import showcase.recipe.executorclose.ExecutorCloseRecipe;
import showcase.recipe.mapperformance.MapPerformanceRecipe;
import showcase.recipe.mutex.MutexRecipe;
import showcase.recipe.poolexecutor.PoolExecutorRecipe;
import showcase.recipe.poolmap.PoolMapRecipe;
import showcase.recipe.semaphore.SemaphoreRecipe;
import showcase.recipe.submit.SubmitRecipe;

/** The recipes, in the order of the cheat sheet. */
public final class Catalogue {
  private Catalogue() {}

  /** All recipes. */
  public static List<Recipe<?>> recipes() {
    return List.of(
        PoolMapRecipe.RECIPE,
        MapPerformanceRecipe.RECIPE,
        MutexRecipe.RECIPE,
        SemaphoreRecipe.RECIPE,
        PoolExecutorRecipe.RECIPE,
        SubmitRecipe.RECIPE,
        ExecutorCloseRecipe.RECIPE);
  }

  /** The recipe of this name, if there is one. */
  public static Optional<Recipe<?>> find(String name) {
    return recipes().stream().filter(recipe -> recipe.name().equals(name)).findFirst();
  }
}
