package showcase.recipe.mutex;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * Platform threads count under the two classic locks: {@code
 * synchronized} and a {@code Lock}.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run mutex --edition classic}
 *
 * <p>Prefer {@code synchronized} for a few plain statements, and a {@code
 * ReentrantLock} where a waiting thread must be interruptible or may give up. For one
 * number, prefer an {@code AtomicLong}.
 */
final class MutexClassic implements Edition {
  private final Object monitor = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private long countedInMonitor; // guarded by monitor
  private long countedInLock; // guarded by lock

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int id = 0; id < in.get(MutexRecipe.TASKS); id++) {
      int task = id;
      int times = in.get(MutexRecipe.INCREMENTS);
      threads.add(new Thread(() -> count(task, times, transcript), "task-" + task));
    }
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      threads.forEach(Thread::interrupt); // if this one is: then they end with it
    }

    // Every thread has been joined, so all that they wrote happens-before these reads.
    transcript.say("counted", countedInMonitor);
    transcript.say("counted", countedInLock);

    // finally gives the lock back even when the section fails.
    var failing = new Thread(this::failInside, "failing");
    failing.setUncaughtExceptionHandler((t, e) -> transcript.say("one task", "fails"));
    failing.start();
    failing.join();
    transcript.say("lock", lock.isLocked() ? "taken for ever" : "free");
  }

  private void count(int task, int n, Transcript transcript) {
    // The compiler pairs the entry with the exit: a monitor cannot be left locked. But
    // waiting for it is deaf to interrupts, so the loop has to ask.
    for (int i = 0; i < n && !Thread.currentThread().isInterrupted(); i++) {
      synchronized (monitor) {
        countedInMonitor++;
      }
    }

    try {
      for (int i = 0; i < n; i++) {
        // Here the pairing is ours. The lock is taken before try: if an interrupt ends
        // the wait for it, there is nothing to unlock.
        lock.lockInterruptibly();
        try {
          if (i == 0) { // seen once: between these two lines nobody else is inside
            transcript.say(task, "enters");
            transcript.say(task, "leaves");
          }
          countedInLock++;
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failInside() {
    lock.lock();
    try {
      throw new IllegalStateException("failed inside the critical section");
    } finally {
      lock.unlock();
    }
  }
}
