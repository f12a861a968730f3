package showcase.recipe.monitor;

/**
 * An object whose methods are {@code synchronized}. The compiler pairs each entry
 * with an exit.
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
    ker(visit); // the thread owns the monitor already, and enters it once more
  }

  @Override
  public synchronized void ker(Visit visit) throws InterruptedException {
    visit.inKer();
    kers++;
    notifyAll(); // each waiting thread checks its own condition
  }

  @Override
  public synchronized void awaitKers(int count) throws InterruptedException {
    // A loop: another count, or nothing at all, may have woken this thread.
    while (kers < count) {
      wait(); // releases the monitor, and owns it again when it returns
    }
  }
}
