package showcase.fib;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.LongAdder;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Keeps as few carriers as are of use to the connections, and more as soon as they are.
 *
 * <p>Why: a carrier that has little to do is woken for a request or two and sleeps again. For 64
 * clients that ask fib(1) from the same two processors, two carriers took 9.3 µs of processor time a
 * request and one 6.4; of fib(20), two answered 1.4 times as many. {@link CarrierCount} decides; see
 * docs/fib-server.md.
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

  // Looked at so often: the machine's load is counted in units of 10 ms.
  private static final int TICKS_TO_DECIDE = 10;

  // Above this load of the machine no processor has even half its time left.
  private static final double BUSY = 1 - 0.5 / Runtime.getRuntime().availableProcessors();

  // Somebody computes on the carriers: some 10 s without another look at how few would do.
  private static final int TICKS_TO_KEEP_ALL = 200;

  // Counted by the poller alone, so that ++ loses nothing; read by the watch.
  private volatile long rounds;
  private volatile long turns;
  private volatile long waitedNanos;

  // Every turn of the poller, and the first of every session.
  private final LongAdder signsOfLife = new LongAdder();

  // The watch's, and what tick and close have to agree on: under the lock.
  private long signsAtTick;
  private boolean waited;
  private int ticks;
  private int keepAll;
  private boolean closed;

  private CarrierCount.Seen last = seen();
  private final CarrierCount count = new CarrierCount(MOST);

  /**
   * Counts a round of the poller: it woke sessions, and had its own turn after theirs.
   *
   * @param woken how many
   * @param nanos how long their turns took together
   */
  void round(int woken, long nanos) {
    waitedNanos += nanos;
    turns += woken;
    rounds++;
  }

  /** Counts a turn of one that does not compute: there is a carrier that nobody keeps. */
  void aTurn() {
    signsOfLife.increment();
  }

  /** Has the number fit what was seen since the last call. The watch calls this at each tick. */
  synchronized void tick() {
    if (closed) {
      return;
    }
    long signs = signsOfLife.sum();
    boolean waits = signs == signsAtTick && SCHEDULER.getQueuedVirtualThreadCount() > 0;
    if (waits && waited) { // at two ticks: so that it is not one that has just been woken
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
      Thread.startVirtualThread(() -> {}); // the scheduler looks at its size when work comes
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    set(MOST);
  }
}
