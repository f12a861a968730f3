package showcase.recipe.deadlock;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The JVM's own search for deadlocks. It finds those of monitors and of the locks of
 * {@code java.util.concurrent}, among platform threads only.
 */
public final class DeadlockBean {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private DeadlockBean() {}

  /**
   * A thread in a deadlock.
   *
   * @param waiter who waits
   * @param holder the name of the thread that holds what it waits for
   */
  public record Stuck(Thread waiter, String holder) {
    /** The index of the lock that it waits for: the JVM has no names for locks. */
    public int waitsFor(List<ReentrantLock> locks) {
      return IntStream.range(0, locks.size())
          .filter(lock -> locks.get(lock).hasQueuedThread(waiter))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(waiter + " waits for none"));
    }
  }

  /** Those of these threads that the JVM sees in a deadlock now. */
  public static List<Stuck> among(Collection<Thread> threads) {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    long[] found = bean.findDeadlockedThreads(); // null if there is none in the whole JVM
    if (found == null) {
      return List.of();
    }
    Map<Long, Thread> byId =
        threads.stream().collect(Collectors.toMap(Thread::threadId, thread -> thread));
    return Arrays.stream(bean.getThreadInfo(found))
        .filter(Objects::nonNull) // null for one that has ended since
        .filter(info -> byId.containsKey(info.getThreadId()))
        .map(info -> new Stuck(byId.get(info.getThreadId()), info.getLockOwnerName()))
        .toList();
  }

  /**
   * Asks until the JVM sees all of these threads in a deadlock. No event tells when a
   * thread begins to wait for a lock, so this asks again every millisecond.
   *
   * @param patience how long to ask at most
   * @return what was seen last: fewer than all if the patience was over before
   * @throws InterruptedException if interrupted meanwhile
   */
  public static List<Stuck> await(Collection<Thread> threads, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<Stuck> stuck = among(threads);
    while (stuck.size() < threads.size() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while it looked for a deadlock");
      }
      stuck = among(threads);
    }
    return stuck;
  }
}
