package showcase.catalogue;

import java.util.List;
import java.util.Optional;
import showcase.recipe.cpuboundthreads.CpuBoundThreadsRecipe;
import showcase.recipe.createthread.CreateThreadRecipe;
import showcase.recipe.deadlock.DeadlockRecipe;
import showcase.recipe.event.EventRecipe;
import showcase.recipe.executorclose.ExecutorCloseRecipe;
import showcase.recipe.fibserver.FibServerRecipe;
import showcase.recipe.futureerrors.FutureErrorsRecipe;
import showcase.recipe.futures.FuturesRecipe;
import showcase.recipe.killchildren.KillChildrenRecipe;
import showcase.recipe.mapperformance.MapPerformanceRecipe;
import showcase.recipe.monitor.MonitorRecipe;
import showcase.recipe.mutex.MutexRecipe;
import showcase.recipe.pinning.PinningRecipe;
import showcase.recipe.poolexecutor.PoolExecutorRecipe;
import showcase.recipe.poolmap.PoolMapRecipe;
import showcase.recipe.priorityqueue.PriorityQueueRecipe;
import showcase.recipe.processmap.ProcessMapRecipe;
import showcase.recipe.processpool.ProcessPoolRecipe;
import showcase.recipe.producerconsumer.ProducerConsumerRecipe;
import showcase.recipe.roundrobin.RoundRobinRecipe;
import showcase.recipe.semaphore.SemaphoreRecipe;
import showcase.recipe.shellcommand.ShellCommandRecipe;
import showcase.recipe.submit.SubmitRecipe;
import showcase.recipe.threadpool.ThreadPoolRecipe;

/** The recipes, in the order of the cheat sheet. */
public final class Catalogue {
  private Catalogue() {}

  /** All recipes. */
  public static List<Recipe<?>> recipes() {
    return List.of(
        ShellCommandRecipe.RECIPE,
        CreateThreadRecipe.RECIPE,
        CpuBoundThreadsRecipe.RECIPE,
        ProducerConsumerRecipe.RECIPE,
        ThreadPoolRecipe.RECIPE,
        PoolMapRecipe.RECIPE,
        MapPerformanceRecipe.RECIPE,
        MutexRecipe.RECIPE,
        DeadlockRecipe.RECIPE,
        MonitorRecipe.RECIPE,
        SemaphoreRecipe.RECIPE,
        EventRecipe.RECIPE,
        PriorityQueueRecipe.RECIPE,
        ProcessPoolRecipe.RECIPE,
        ProcessMapRecipe.RECIPE,
        KillChildrenRecipe.RECIPE,
        RoundRobinRecipe.RECIPE,
        FibServerRecipe.RECIPE,
        PoolExecutorRecipe.RECIPE,
        SubmitRecipe.RECIPE,
        ExecutorCloseRecipe.RECIPE,
        FuturesRecipe.RECIPE,
        FutureErrorsRecipe.RECIPE,
        PinningRecipe.RECIPE);
  }

  /** The recipe of this name, if there is one. */
  public static Optional<Recipe<?>> find(String name) {
    return recipes().stream().filter(recipe -> recipe.name().equals(name)).findFirst();
  }
}
