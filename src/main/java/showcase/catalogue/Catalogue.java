package showcase.catalogue;

import java.util.List;
import java.util.Optional;
import showcase.recipe.killchildren.KillChildrenRecipe;
import showcase.recipe.mutex.MutexRecipe;
import showcase.recipe.poolmap.PoolMapRecipe;
import showcase.recipe.processmap.ProcessMapRecipe;
import showcase.recipe.semaphore.SemaphoreRecipe;
import showcase.recipe.shellcommand.ShellCommandRecipe;

/** The recipes, in the order of the cheat sheet. */
public final class Catalogue {
  private Catalogue() {}

  /** All recipes. */
  public static List<Recipe<?>> recipes() {
    return List.of(
        ShellCommandRecipe.RECIPE,
        PoolMapRecipe.RECIPE,
        MutexRecipe.RECIPE,
        SemaphoreRecipe.RECIPE,
        ProcessMapRecipe.RECIPE,
        KillChildrenRecipe.RECIPE);
  }

  /** The recipe of this name, if there is one. */
  public static Optional<Recipe<?>> find(String name) {
    return recipes().stream().filter(recipe -> recipe.name().equals(name)).findFirst();
  }
}
