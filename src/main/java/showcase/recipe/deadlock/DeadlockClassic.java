package showcase.recipe.deadlock;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

/**
 * The JVM finds the deadlock, and interrupting one of the two threads ends it.
 *
 * <p>Prefer one order for all locks. Back off where one cannot be agreed on.
 */
final class DeadlockClassic implements TwoLocks {
  private final VisibleLock lock1 = new VisibleLock("lock1");
  private final VisibleLock lock2 = new VisibleLock("lock2");

  @Override
  public void inOppositeOrders(Work work, Duration limit) throws Exception {
    run(work, limit,
        () -> takeBoth(lock1, lock2, work),
        () -> takeBoth(lock2, lock1, work));
  }

  @Override
  public void inOneOrder(Work work, Duration limit) throws Exception {
    run(work, limit,
        () -> takeBoth(lock1, lock2, work),
        () -> takeBoth(lock1, lock2, work));
  }

  @Override
  public void withBackOff(Work work, Duration limit) throws Exception {
    run(work, limit,
        () -> BackOff.takeBoth(lock1, lock2, work),
        () -> BackOff.takeBoth(lock2, lock1, work));
  }

  private static void takeBoth(Lock first, Lock second, Work work)
      throws InterruptedException {
    first.lockInterruptibly(); // an interrupt would not end a wait in lock()
    try {
      work.holdsOne();
      second.lockInterruptibly();
      try {
        work.holdsBoth();
      } finally {
        second.unlock();
      }
    } finally {
      first.unlock();
    }
  }

  private void run(Work work, Duration limit, Task one, Task two) throws Exception {
    Thread task1 = Threads.named("task1", one);
    Thread task2 = Threads.named("task2", two);
    long end = System.nanoTime() + limit.toNanos();
    try {
      task1.start();
      task2.start();
      // Nothing reports a deadlock, so the caller looks for one. In production look
      // less often: the search may be expensive.
      while (task1.isAlive() || task2.isAlive()) {
        if (System.nanoTime() - end >= 0) {
          throw new TimeoutException("not done within " + limit.toMillis() + " ms");
        }
        List<Wait> waits = JvmWatch.deadlock(lock1, lock2);
        if (!waits.isEmpty()) {
          work.deadlock(waits);
          task1.interrupt(); // one is enough: it releases the lock task2 waits for
          task1.join();
        }
        Thread.sleep(1);
      }
    } finally {
      Threads.end(task1, task2);
    }
  }
}
