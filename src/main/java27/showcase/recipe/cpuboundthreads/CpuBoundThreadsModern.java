package showcase.recipe.cpuboundthreads;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;

/**
 * A fork for each computation, in a scope of platform threads.
 *
 * <p>Virtual threads are no faster here: by default they run on as many platform
 * threads as there are processors. Prefer them for tasks that wait.
 */
final class CpuBoundThreadsModern implements TwoComputations {

  @Override
  public List<Long> both(Callable<Long> first, Callable<Long> second)
      throws InterruptedException, ExecutionException {
    // The operating system time-slices platform threads. A virtual thread keeps its
    // carrier while it computes (JEP 444), so others may have to wait.
    var threads = Thread.ofPlatform().name("computation-", 1).factory();
    // If one computation fails, the scope interrupts the other. It waits for both.
    try (var scope = StructuredTaskScope.open(
        config -> config.withThreadFactory(threads))) {
      var task1 = scope.fork(first);
      var task2 = scope.fork(second);
      scope.join();
      return List.of(task1.get(), task2.get());
    }
  }
}
