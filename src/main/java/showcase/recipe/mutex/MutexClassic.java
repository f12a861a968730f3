package showcase.recipe.mutex;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * Platform threads count under the two classic locks: {@code synchronized} and a {@code
 * Lock}.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run mutex --edition classic}
 *
 * <p>Prefer {@code synchronized} for a few plain statements, and a {@code ReentrantLock}
 * where a waiting thread must be interruptible or may give up. For one number, prefer an
 * {@code AtomicLong}.
 */
final class MutexClassic implements Edition {
  private final Object monitor = new Object();
  private final Lock lock = new ReentrantLock();
  private long countedInMonitor; // guarded by monitor
  private long countedInLock; // guarded by lock

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int id = 0; id < in.get(MutexRecipe.TASKS); id++) {
      int task = id;
      int increments = in.get(MutexRecipe.INCREMENTS);
      threads.add(new Thread(() -> count(task, increments, transcript), "task-" + task));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    // Every thread has been joined, so all that they wrote happens-before these reads.
    transcript.say("counted", countedInMonitor);
    transcript.say("counted", countedInLock);

    // finally gives the lock back even when the section fails.
    var failing = new Thread(this::failInside, "failing");
    failing.setUncaughtExceptionHandler((t, e) -> transcript.say("one task", "fails"));
    failing.start();
    failing.join();
    boolean free = lock.tryLock();
    transcript.say("lock", free ? "free" : "taken for ever");
    if (free) {
      lock.unlock();
    }
  }

  private void count(int task, int increments, Transcript transcript) {
    // The compiler pairs the entry with the exit: a monitor cannot be left locked.
    for (int i = 0; i < increments; i++) {
      synchronized (monitor) {
        countedInMonitor++;
      }
    }

    // Here the pairing is ours. lock stands before try: if it fails, nothing is to
    // unlock. It is deaf to interrupts, which is right for a wait as short as this
    // section.
    for (int i = 0; i < increments; i++) {
      lock.lock();
      try {
        countedInLock++;
      } finally {
        lock.unlock();
      }
    }

    // The same once more, seen: between these two lines nobody else is inside.
    lock.lock();
    try {
      transcript.say(task, "enters");
      transcript.say(task, "leaves");
    } finally {
      lock.unlock();
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
