package showcase.recipe.monitor;

/**
 * An object whose methods are {@code synchronized}. The JVM releases the monitor
 * however a method ends.
 *
 * <p>A thread that waits at the door cannot be interrupted: prefer {@code
 * ReentrantLock} where it must be. What a thread did inside is visible to each
 * thread that enters after it.
 */
final class MonitorClassic implements Monitor {
  private int kers; // guarded by this

  @Override
  public synchronized void foo(Visit visit) throws InterruptedException {
    visit.inFoo();
    ker(visit); // the thread owns the monitor already and enters it again at once
  }

  @Override
  public synchronized void ker(Visit visit) throws InterruptedException {
    visit.inKer();
    kers++;
    notifyAll(); // each waiting thread checks its own condition
  }

  @Override
  public synchronized void awaitKers(int count) throws InterruptedException {
    // A loop: the thread also wakes for other counts, or for no reason at all.
    while (kers < count) {
      wait(); // releases the monitor; it is owned again on return
    }
  }
}
