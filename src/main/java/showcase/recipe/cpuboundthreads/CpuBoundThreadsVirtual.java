package showcase.recipe.cpuboundthreads;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;

/**
 * A virtual thread for each computation: a scope's default, and no faster than
 * platform threads.
 *
 * <p>Prefer platform threads: a virtual thread keeps its carrier while it computes
 * (JEP 444), so once every carrier runs such a task, all other virtual threads
 * wait.
 */
final class CpuBoundThreadsVirtual implements TwoComputations {

  @Override
  public List<Long> both(Callable<Long> first, Callable<Long> second)
      throws InterruptedException {
    try (var scope = StructuredTaskScope.open()) {
      var task1 = scope.fork(first);
      var task2 = scope.fork(second);
      scope.join();
      return List.of(task1.get(), task2.get());
    }
  }
}
