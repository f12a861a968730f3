package showcase.recipe.pinning;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import showcase.catalogue.Stage;
import showcase.recipe.pinning.Sleepers.Sleeper;

/**
 * Guests that sleep, each in a place of its own. This sees how many sleep at once, and what each
 * holds.
 *
 * <p>A guest sleeps until all do, and then for its time. Virtual threads that the place pins cannot
 * all sleep at once, so each of them sleeps for its time only.
 */
final class Dormitory {
  private final Duration time;
  private final boolean pins;
  private final Stage stage;
  private final List<Bed> beds;
  private final CountDownLatch allSleep;
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicInteger slept = new AtomicInteger();
  private final AtomicInteger inLock = new AtomicInteger();
  private final AtomicInteger inMonitor = new AtomicInteger();
  private final AtomicInteger inNativeFrame = new AtomicInteger();
  private final Set<Thread> virtual = ConcurrentHashMap.newKeySet();

  /**
   * @param pins whether the place pins virtual threads on this Java release
   */
  Dormitory(int guests, Duration time, boolean pins, Stage stage) {
    this.stage = stage;
    this.time = time;
    this.pins = pins;
    this.allSleep = new CountDownLatch(guests);
    this.beds = IntStream.range(0, guests).mapToObj(guest -> new Bed()).toList();
  }

  private final class Bed extends Guest {
    @Override
    public void sleep() throws InterruptedException {
      Thread thread = Thread.currentThread();
      count(inLock, holdsLock());
      count(inMonitor, Thread.holdsLock(this));
      count(inNativeFrame, isCalledByNativeCode(thread));
      if (thread.isVirtual()) {
        virtual.add(thread);
      }
      peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
      Stage.Doing sleeping = stage.does("sleeper", "sleeps");
      try {
        if (!(pins && thread.isVirtual())) {
          allSleep.countDown();
          allSleep.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
        }
        Thread.sleep(time);
        slept.incrementAndGet();
      } finally {
        sleeping.end();
        inside.decrementAndGet();
      }
    }
  }

  private static void count(AtomicInteger counter, boolean really) {
    if (really) {
      counter.incrementAndGet();
    }
  }

  private static boolean isCalledByNativeCode(Thread thread) {
    return Arrays.stream(thread.getStackTrace()).anyMatch(StackTraceElement::isNativeMethod);
  }

  List<Sleeper> sleepers() {
    return List.copyOf(beds);
  }

  /** How many of the threads that slept here were virtual. */
  int virtual() {
    return virtual.size();
  }

  /** How many virtual threads must have been pinned. */
  int mustBePinned() {
    return pins ? virtual.size() : 0;
  }

  /** The most that slept at once. */
  int peak() {
    return peak.get();
  }

  /** How many have slept. */
  int slept() {
    return slept.get();
  }

  /** How many slept while they held their lock. */
  int inLock() {
    return inLock.get();
  }

  /** How many slept in their own monitor. */
  int inMonitor() {
    return inMonitor.get();
  }

  /** How many slept in a method that native code had called. */
  int inNativeFrame() {
    return inNativeFrame.get();
  }

  /** How many locks are still taken. */
  long locked() {
    return beds.stream().filter(Guest::isLocked).count();
  }
}
