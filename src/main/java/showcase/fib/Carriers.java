package showcase.fib;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.LongAdder;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Keeps as few carriers as the connections need, and adds more when they help.
 *
 * <p>The reason: a carrier with little to do is woken for one or two requests and then sleeps
 * again. With 64 clients that ask for fib(1) from the same two processors, two carriers took 9.3 µs
 * of processor time per request, and one took 6.4. For fib(20), two carriers answered 1.4 times as
 * many requests as one. {@link CarrierCount} makes the decision; see docs/fib-server-notes.md.
 *
 * <p>The scheduler belongs to the whole JVM. Its number of carriers is set through {@link
 * VirtualThreadSchedulerMXBean}, which is new in JDK 24; closing this object restores the number.
 */
final class Carriers implements AutoCloseable {

  private static final VirtualThreadSchedulerMXBean SCHEDULER =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int MOST = SCHEDULER.getParallelism();

  // How often to decide: the system counts its load in units of 10 ms, so not at each tick.
  private static final int TICKS_TO_DECIDE = 10;

  // Above this load of the machine, no processor is idle for even half of the time.
  private static final double BUSY = 1 - 0.5 / Runtime.getRuntime().availableProcessors();

  // When something computes on the carriers: keep all of them for about 10 s.
  private static final int TICKS_TO_KEEP_ALL = 200;

  // Written only by the poller, so ++ on a volatile loses nothing; read by the watch thread.
  private volatile long rounds;
  private volatile long turns;
  private volatile long waitedNanos;

  // Incremented at every turn of the poller, and at the first turn of every session.
  private final LongAdder signsOfLife = new LongAdder();

  // Guarded by the lock: the state of the watch thread, and what tick and close share.
  private long signsAtTick;
  private boolean waited;
  private int ticks;
  private int keepAll;
  private boolean closed;

  private CarrierCount.Seen last = seen();
  private final CarrierCount count = new CarrierCount(MOST);

  /**
   * Counts a round of the poller, in which it woke sessions and then ran again after them.
   *
   * @param woken how many sessions it woke
   * @param nanos how long their turns took in total
   */
  void countRound(int woken, long nanos) {
    waitedNanos += nanos;
    turns += woken;
    rounds++;
  }

  /** Counts a turn of a thread that does not compute, which shows that a carrier is available. */
  void countTurn() {
    signsOfLife.increment();
  }

  /**
   * Adapts the number to what was counted since the last call. Called by the watch at each tick.
   */
  synchronized void tick() {
    if (closed) {
      return;
    }
    long signs = signsOfLife.sum();
    boolean waits = signs == signsAtTick && SCHEDULER.getQueuedVirtualThreadCount() > 0;
    if (waits && waited) { // at two ticks in a row, so the waiting thread was not just woken
      set(MOST);
      keepAll = TICKS_TO_KEEP_ALL;
    }
    waited = waits;
    signsAtTick = signs;
    if (keepAll > 0) {
      keepAll--;
    } else if (++ticks == TICKS_TO_DECIDE) {
      ticks = 0;
      decide();
    }
  }

  private CarrierCount.Seen seen() {
    return new CarrierCount.Seen(rounds, turns, waitedNanos, System.nanoTime());
  }

  private void decide() {
    CarrierCount.Seen now = seen();
    boolean idle = SYSTEM.getCpuLoad() < BUSY;
    set(count.decide(SCHEDULER.getParallelism(), now.since(last), idle));
    last = now;
  }

  private static void set(int carriers) {
    int before = SCHEDULER.getParallelism();
    if (carriers != before) {
      SCHEDULER.setParallelism(carriers);
    }
    if (carriers > before) {
      Thread.startVirtualThread(() -> {}); // the scheduler starts a carrier only when it gets work
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    set(MOST);
  }
}
