package showcase.recipe.pinning;

import java.util.ArrayList;
import java.util.List;

/**
 * A platform thread for each sleeper. It occupies a thread of the operating system
 * for as long as it lives, wherever it waits; it has no carrier to be pinned to.
 */
final class PinningClassic implements Sleepers {

  @Override
  public void inLocks(List<Sleeper> sleepers) throws Exception {
    each(sleepers, sleeper -> {
      sleeper.lock().lockInterruptibly();
      try {
        sleeper.sleep();
      } finally {
        sleeper.lock().unlock();
      }
    });
  }

  @Override
  public void inMonitors(List<Sleeper> sleepers) throws Exception {
    each(sleepers, sleeper -> {
      synchronized (sleeper) {
        sleeper.sleep();
      }
    });
  }

  @Override
  public void atOneMonitor(List<Sleeper> sleepers) throws Exception {
    var door = new Object();
    each(sleepers, sleeper -> {
      sleeper.arrive();
      synchronized (door) {
        sleeper.sleep();
      }
    });
  }

  @Override
  public void inObjectWait(List<Sleeper> sleepers) throws Exception {
    each(sleepers, sleeper -> {
      synchronized (sleeper) {
        while (!sleeper.isOver()) {
          sleeper.wait();
        }
      }
    });
  }

  @Override
  public void inNativeFrames(List<Sleeper> sleepers) throws Exception {
    each(sleepers, sleeper -> NativeFrame.call(sleeper::sleep));
  }

  private interface Place {
    void enter(Sleeper sleeper) throws InterruptedException;
  }

  private static void each(List<Sleeper> sleepers, Place place) throws Exception {
    List<Thread> threads = new ArrayList<>();
    try {
      for (Sleeper sleeper : sleepers) {
        Thread thread = Threads.of(() -> place.enter(sleeper));
        threads.add(thread); // first, so that no started thread is forgotten
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      Threads.end(threads);
    }
  }
}
