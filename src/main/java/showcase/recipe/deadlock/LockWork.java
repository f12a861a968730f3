package showcase.recipe.deadlock;

import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import showcase.catalogue.Occupancy;
import showcase.catalogue.Stage;

/**
 * Sees which threads hold one lock, which hold both, and what a deadlock looks like from outside.
 *
 * <p>A thread that holds one lock for the first time waits a while for the other to hold one, too,
 * so that a deadlock that can happen does happen.
 */
final class LockWork implements TwoLocks.Work {
  private final Stage stage;
  private final Occupancy withOne;
  private final Occupancy withBoth;
  private final Map<String, Thread> threads = new ConcurrentHashMap<>();
  private final Map<String, Stage.Doing> waits = new ConcurrentHashMap<>();
  private final AtomicInteger attempts = new AtomicInteger();

  // Written by the caller's thread, in deadlock.
  private List<String> found = List.of();
  private List<State> states = List.of();
  private int hadBoth = -1;
  private int seenByTheBean = -1;

  private LockWork(int holdOneAtOnce, Stage stage) {
    this.stage = stage;
    this.withOne = new Occupancy(holdOneAtOnce, stage);
    this.withBoth = new Occupancy(1, stage);
  }

  /** Both threads are expected to hold one lock at the same time. */
  static LockWork meeting(Stage stage) {
    return new LockWork(2, stage);
  }

  /** No two threads are expected to hold one lock each. */
  static LockWork apart(Stage stage) {
    return new LockWork(1, stage);
  }

  @Override
  public void holdsOne() throws InterruptedException {
    String task = Thread.currentThread().getName();
    attempts.incrementAndGet();
    threads.put(task, Thread.currentThread());
    endWait(task);
    stage.say(task, "holds one lock");
    Stage.Doing holding = stage.does(task, "holds one lock");
    try {
      withOne.enter();
    } finally {
      holding.end();
      withOne.leave();
    }
    waits.put(task, stage.does(task, "waits for the other lock"));
  }

  @Override
  public void holdsBoth() throws InterruptedException {
    String task = Thread.currentThread().getName();
    endWait(task);
    stage.say(task, "holds both locks");
    Stage.Doing holding = stage.does(task, "holds both locks");
    try {
      withBoth.enter();
    } finally {
      holding.end();
      withBoth.leave();
    }
  }

  @Override
  public void deadlock(List<TwoLocks.Wait> waits) {
    found =
        waits.stream()
            .map(wait ->
                "%s waits for %s held by %s".formatted(wait.thread(), wait.lock(), wait.holder()))
            .sorted()
            .toList();
    found.forEach(stage::say);
    threads.values().forEach(this::awaitWaiting);
    hadBoth = withBoth.entered();
    long[] ids = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    seenByTheBean = ids == null ? 0 : (int) LongStream.of(ids).filter(this::isOurs).count();
    // Last: if both still wait, all of this was seen while the deadlock lasted.
    states = threads.values().stream().map(Thread::getState).toList();
  }

  private void endWait(String task) {
    Stage.Doing waiting = waits.remove(task);
    if (waiting != null) {
      waiting.end();
    }
  }

  /** To be called when the call has ended, and with it the waits of all tasks. */
  void callEnded() {
    waits.keySet().forEach(this::endWait);
  }

  private boolean isOurs(long id) {
    return threads.values().stream().anyMatch(thread -> thread.threadId() == id);
  }

  /** A thread in a lock's queue is in state WAITING a moment later; nothing signals when. */
  private void awaitWaiting(Thread thread) {
    long end = System.nanoTime() + stage.patience().toNanos();
    while (thread.getState() != State.WAITING
        && thread.getState() != State.TERMINATED
        && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
    }
  }

  /** What the edition found, in the order of the threads' names. */
  List<String> found() {
    return found;
  }

  /** The states of both threads when the deadlock had been found and looked at. */
  List<State> states() {
    return states;
  }

  /** Whether the deadlock was found, and still lasted when it had been looked at. */
  boolean seenToLast() {
    return states.equals(List.of(State.WAITING, State.WAITING));
  }

  /** How many threads had had both locks when the deadlock was found. */
  int hadBoth() {
    return hadBoth;
  }

  /** How many of the threads {@code ThreadMXBean} found in a deadlock. */
  int seenByTheBean() {
    return seenByTheBean;
  }

  /** The most threads that held exactly one lock at once. */
  int peakWithOne() {
    return withOne.peak();
  }

  /** The most threads that held both locks at once. */
  int peakWithBoth() {
    return withBoth.peak();
  }

  /** How many threads have held both locks. */
  int heldBoth() {
    return withBoth.entered();
  }

  /** How often a thread took its first lock. */
  int attempts() {
    return attempts.get();
  }

  /** The threads that were seen. */
  List<Thread> threads() {
    return List.copyOf(threads.values());
  }
}
