package showcase.recipe.deadlock;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import showcase.recipe.deadlock.TwoLocks.Wait;

/**
 * The JVM's own search for deadlocks. It covers monitors and the locks of {@code
 * java.util.concurrent}, but only platform threads; {@link LockWatch} also sees
 * virtual ones.
 */
final class JvmWatch {
  private static final ThreadMXBean JVM = ManagementFactory.getThreadMXBean();

  private JvmWatch() {}

  /**
   * Returns the waits of a deadlock in which these locks take part; empty if none.
   */
  static List<Wait> deadlock(VisibleLock... locks) {
    long[] ids = JVM.findDeadlockedThreads();
    if (ids == null) {
      return List.of(); // no deadlock in the whole JVM
    }
    List<Wait> waits = new ArrayList<>();
    for (ThreadInfo info : JVM.getThreadInfo(ids)) {
      for (VisibleLock lock : locks) {
        if (info != null && blocks(lock, info)) {
          String holder = info.getLockOwnerName();
          waits.add(new Wait(info.getThreadName(), lock.name(), holder));
        }
      }
    }
    return waits;
  }

  // The JVM has no names for locks, but a lock knows which threads wait for it.
  private static boolean blocks(VisibleLock lock, ThreadInfo thread) {
    return lock.getQueuedThreads().stream()
        .anyMatch(waiter -> waiter.threadId() == thread.getThreadId());
  }
}
