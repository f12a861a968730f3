package showcase.recipe.pinning;

import java.util.List;
import java.util.concurrent.StructuredTaskScope;

/**
 * A virtual thread for each sleeper. While it waits, its carrier runs other virtual
 * threads, unless it is pinned: then the carrier waits with it.
 *
 * <p>Prefer {@code ReentrantLock} to {@code synchronized} for long waits if the
 * program also runs on Java 21.
 */
final class PinningModern implements Sleepers {

  @Override
  public void inLocks(List<Sleeper> sleepers) throws Exception {
    each(sleepers, sleeper -> {
      sleeper.lock().lockInterruptibly();
      try {
        sleeper.sleep(); // never pinned
      } finally {
        sleeper.lock().unlock();
      }
    });
  }

  @Override
  public void inMonitors(List<Sleeper> sleepers) throws Exception {
    each(sleepers, sleeper -> {
      synchronized (sleeper) {
        sleeper.sleep(); // pinned before Java 24
      }
    });
  }

  @Override
  public void atOneMonitor(List<Sleeper> sleepers) throws Exception {
    var door = new Object();
    each(sleepers, sleeper -> {
      sleeper.arrive();
      synchronized (door) { // waiting to enter: pinned before Java 24
        sleeper.sleep();
      }
    });
  }

  @Override
  public void inObjectWait(List<Sleeper> sleepers) throws Exception {
    each(sleepers, sleeper -> {
      synchronized (sleeper) {
        while (!sleeper.isOver()) {
          sleeper.wait(); // pinned before Java 24
        }
      }
    });
  }

  @Override
  public void inNativeFrames(List<Sleeper> sleepers) throws Exception {
    each(sleepers, sleeper -> NativeFrame.call(sleeper::sleep)); // always pinned
  }

  private interface Place {
    void enter(Sleeper sleeper) throws InterruptedException;
  }

  private static void each(List<Sleeper> sleepers, Place place) throws Exception {
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      for (Sleeper sleeper : sleepers) {
        scope.fork(() -> {
          place.enter(sleeper);
          return null;
        });
      }
      scope.join().throwIfFailed();
    }
  }
}
