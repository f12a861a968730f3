package showcase.recipe.createthread;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.ThreadFactory;

/**
 * A virtual thread for each worker.
 *
 * <p>Prefer the scope: it keeps track of its threads. If a worker fails, it
 * interrupts the others and tells the caller; the other two ways do neither. Prefer
 * platform threads for work that only computes.
 */
final class CreateThreadModern implements CreateThread {

  // The shortest: one call. The thread has no name.
  @Override
  public void firstWay(int workers, Work work) throws InterruptedException {
    Threads.runAll(workers, n -> Thread.startVirtualThread(() -> perform(work, n)));
  }

  // A builder: it names and numbers the threads that it starts.
  @Override
  public void secondWay(int workers, Work work) throws InterruptedException {
    Thread.Builder builder = Thread.ofVirtual().name("worker-", 1);
    Threads.runAll(workers, n -> builder.start(() -> perform(work, n)));
  }

  // A scope: it takes a factory, too, and joins the threads that it starts.
  @Override
  public void thirdWay(int workers, Work work)
      throws InterruptedException, ExecutionException {
    ThreadFactory factory = Thread.ofVirtual().name("worker-", 1).factory();
    try (var scope =
        StructuredTaskScope.open(cf -> cf.withThreadFactory(factory))) {
      for (int n = 1; n <= workers; n++) {
        int worker = n;
        scope.fork(() -> {
          work.run(worker);
          return null;
        });
      }
      scope.join();
    }
  }

  private static void perform(Work work, int worker) {
    try {
      work.run(worker);
    } catch (InterruptedException e) {
      // Only Threads interrupts this thread, and the thread ends here.
    }
  }
}
