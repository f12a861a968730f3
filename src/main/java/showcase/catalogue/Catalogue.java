package showcase.catalogue;

import java.util.List;
import java.util.Optional;
import showcase.recipe.event.EventRecipe;
import showcase.recipe.mutex.MutexRecipe;
import showcase.recipe.poolmap.PoolMapRecipe;
import showcase.recipe.priorityqueue.PriorityQueueRecipe;
import showcase.recipe.producerconsumer.ProducerConsumerRecipe;
import showcase.recipe.semaphore.SemaphoreRecipe;
import showcase.recipe.threadpool.ThreadPoolRecipe;

/** The recipes, in the order of the cheat sheet. */
public final class Catalogue {
  private Catalogue() {}

  /** All recipes. */
  public static List<Recipe<?>> recipes() {
    return List.of(
        ProducerConsumerRecipe.RECIPE,
        ThreadPoolRecipe.RECIPE,
        PoolMapRecipe.RECIPE,
        MutexRecipe.RECIPE,
        SemaphoreRecipe.RECIPE,
        EventRecipe.RECIPE,
        PriorityQueueRecipe.RECIPE);
  }

  /** The recipe of this name, if there is one. */
  public static Optional<Recipe<?>> find(String name) {
    return recipes().stream().filter(recipe -> recipe.name().equals(name)).findFirst();
  }
}
