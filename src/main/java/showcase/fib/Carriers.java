package showcase.fib;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Keeps as few carriers as are of use to the connections, and more as soon as they are.
 *
 * <p>Why: a carrier that has little to do is woken for a request or two and sleeps again. Beside a
 * client that asks fib(1) on the same two processors, two carriers cost the server 1.2 times the
 * processor time of one and bring nothing; with fib(20) two bring twice the answers. So a carrier is
 * added when sessions wait for their turn while a processor is idle, and one is taken away when
 * nobody waits, or when turns are so short, on a busy machine, that handing them over costs more
 * than it brings. See docs/fib-server.md.
 *
 * <p>The scheduler belongs to the whole JVM (the number is JDK 24's {@link
 * VirtualThreadSchedulerMXBean}); closing gives it back as it was.
 */
final class Carriers implements AutoCloseable {

  private static final VirtualThreadSchedulerMXBean SCHEDULER =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int MOST = SCHEDULER.getParallelism();

  // A session that waits longer for its turn would have use for another carrier.
  private static final long LONG_WAIT_NANOS = 1_000_000;

  // A turn that is shorter is over before another carrier has woken up for it.
  private static final long SHORT_TURN_NANOS = 15_000;

  // Above this load of the machine no processor has even half its time left.
  private static final double BUSY = 1 - 0.5 / Runtime.getRuntime().availableProcessors();

  private static final int TICKS_TO_DECIDE = 4; // 0.2 s: the load counts in 10 ms

  // Counted by the poller alone, read by the watch.
  private volatile long rounds;
  private volatile long turns;
  private volatile long waitedNanos;

  // What the watch saw last, and what tick and close have to agree on: under the lock.
  private long roundsAtTick;
  private long roundsBefore;
  private long turnsBefore;
  private long waitedBefore;
  private int ticks;
  private boolean closed;

  /**
   * Counts a round of the poller: it woke sessions, and had its own turn after theirs.
   *
   * @param woken how many
   * @param nanos how long their turns took together
   */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void round(int woken, long nanos) {
    waitedNanos += nanos;
    turns += woken;
    rounds++;
  }

  /** Has the number fit what was seen since the last call. The watch calls this at each tick. */
  synchronized void tick() {
    if (closed) {
      return;
    }
    if (rounds == roundsAtTick && SCHEDULER.getQueuedVirtualThreadCount() > 0) {
      set(MOST); // somebody computes on the last carrier, and the poller does not get its turn
    }
    roundsAtTick = rounds;
    if (++ticks == TICKS_TO_DECIDE) {
      ticks = 0;
      decide();
    }
  }

  private void decide() {
    long roundsNow = rounds - roundsBefore;
    long turnsNow = turns - turnsBefore;
    long waitedNow = waitedNanos - waitedBefore;
    roundsBefore += roundsNow;
    turnsBefore += turnsNow;
    waitedBefore += waitedNow;

    int carriers = SCHEDULER.getParallelism();
    long wait = waitedNow / Math.max(1, roundsNow);
    long turn = waitedNow * carriers / Math.max(1, turnsNow);
    boolean busy = SYSTEM.getCpuLoad() > BUSY;
    if (wait > LONG_WAIT_NANOS && !busy) {
      set(Math.min(MOST, 2 * carriers));
    } else if (4 * wait < LONG_WAIT_NANOS || turn < SHORT_TURN_NANOS && busy) {
      set(Math.max(1, carriers - 1));
    }
  }

  private static void set(int carriers) {
    int before = SCHEDULER.getParallelism();
    if (carriers != before) {
      SCHEDULER.setParallelism(carriers);
    }
    if (carriers > before) {
      Thread.startVirtualThread(() -> {}); // the scheduler looks at its size when work comes
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    set(MOST);
  }
}
