package showcase.recipe.deadlock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Which thread waits for which, as the locks themselves know it. A ring in this graph is
 * a deadlock.
 *
 * <p>It sees threads of both kinds; {@code ThreadMXBean.findDeadlockedThreads} sees
 * platform threads only. It sees no other locks than the {@link VisibleLock}s that it is
 * given.
 */
public final class WaitForGraph {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * One thread waits for a lock that another holds.
   *
   * @param waiter who waits
   * @param lock for what
   * @param holder who has it
   */
  public record Wait(Thread waiter, VisibleLock lock, Thread holder) {
    @Override
    public String toString() {
      String names = "thread %s waits for %s held by %s";
      return names.formatted(waiter.getName(), lock.name(), holder.getName());
    }
  }

  private final Map<Thread, Wait> waits; // a thread waits for one lock at a time

  private WaitForGraph(Set<Wait> waits) {
    this.waits = waits.stream().collect(Collectors.toMap(Wait::waiter, wait -> wait));
  }

  /**
   * Looks at these locks now. The locks cannot be read all at once, and a wait that just
   * ends might seem to close a ring; so they are read twice, and only what stands in both
   * readings counts. A real deadlock does not change.
   */
  public static WaitForGraph of(Collection<VisibleLock> locks) {
    Set<Wait> waits = read(locks);
    waits.retainAll(read(locks));
    return new WaitForGraph(waits);
  }

  /**
   * Looks until there is a ring. No event tells that a thread has begun to wait for a
   * lock, so this looks again every millisecond, as a watchdog would.
   *
   * @param patience how long to look at most
   * @return the ring as {@link #ring} gives it; empty if none came about
   * @throws InterruptedException if interrupted meanwhile
   */
  public static List<Wait> awaitRing(Collection<VisibleLock> locks, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<Wait> ring = of(locks).ring();
    while (ring.isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while it looked for a deadlock");
      }
      ring = of(locks).ring();
    }
    return ring;
  }

  /**
   * A ring of waits: each waits for the holder of the next, the last for that of the
   * first. It begins with the thread whose name comes first.
   *
   * @return empty if there is no ring
   */
  public List<Wait> ring() {
    return waits.values().stream()
        .sorted(Comparator.comparing(wait -> wait.waiter().getName()))
        .map(this::ringFrom)
        .filter(ring -> !ring.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private List<Wait> ringFrom(Wait start) {
    List<Wait> path = new ArrayList<>();
    Wait wait = start;
    // A path longer than all the waits has run into a ring that start is not part of.
    while (wait != null && path.size() < waits.size()) {
      path.add(wait);
      wait = waits.get(wait.holder());
      if (wait == start) {
        return path;
      }
    }
    return List.of();
  }

  private static Set<Wait> read(Collection<VisibleLock> locks) {
    Map<Thread, Wait> waits = new HashMap<>();
    for (VisibleLock lock : locks) {
      Collection<Thread> waiters = lock.getQueuedThreads();
      Thread holder = lock.getOwner();
      for (Thread waiter : waiters) {
        // Between the two readings a lock may have become free, or its waiter's own.
        if (holder != null && holder != waiter) {
          waits.put(waiter, new Wait(waiter, lock, holder));
        }
      }
    }
    return new HashSet<>(waits.values());
  }
}
