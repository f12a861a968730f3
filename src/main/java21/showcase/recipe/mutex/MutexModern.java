package showcase.recipe.mutex;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope.ShutdownOnFailure;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Virtual threads and the same lock; and confinement: only one thread ever calls
 * the consumer, so it needs no lock.
 *
 * <p>Prefer confinement if results can be handed back. For one number that many
 * threads add to, prefer a {@code LongAdder}.
 */
final class MutexModern implements Mutex {
  private final ReentrantLock lock = new ReentrantLock();

  @Override
  public void inExclusion(List<Section> sections)
      throws InterruptedException, ExecutionException {
    try (var scope = new ShutdownOnFailure()) {
      for (Section section : sections) {
        scope.fork(() -> {
          lock.lockInterruptibly(); // before the try: no unlock if it throws
          try {
            section.run();
          } finally {
            lock.unlock(); // also if the section throws
          }
          return null;
        });
      }
      scope.join().throwIfFailed();
    }
  }

  @Override
  public <T> void collect(List<Callable<T>> tasks, Consumer<? super T> results)
      throws InterruptedException, ExecutionException {
    try (var scope = new ShutdownOnFailure()) {
      List<Subtask<T>> forks = new ArrayList<>();
      tasks.forEach(task -> forks.add(scope.fork(task)));
      scope.join().throwIfFailed();

      // What the forks did happens-before the return of join. Only this thread
      // calls the consumer.
      forks.stream().map(Subtask::get).forEach(results);
    }
  }
}
