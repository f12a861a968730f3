package showcase.recipe.pinning;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import showcase.catalogue.Stage;
import showcase.recipe.pinning.Sleepers.Sleeper;

/**
 * Guests that all need one monitor. This sees how many arrive at the door while the first is
 * inside, and how many are inside at once.
 *
 * <p>The first stays until all have arrived, and then for its time. Where a wait at the door pins
 * virtual threads, only a few have a carrier to arrive on: there the first stays for its time only.
 */
final class Door {
  private final Duration time;
  private final boolean pins;
  private final Stage stage;
  private final int guests;
  private final CountDownLatch allArrived;
  private final AtomicBoolean firstIsIn = new AtomicBoolean();
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicInteger slept = new AtomicInteger();
  private volatile int arrivedMeanwhile;
  private volatile boolean virtual;

  /**
   * @param pins whether a wait at the door pins virtual threads on this Java release
   */
  Door(int guests, Duration time, boolean pins, Stage stage) {
    this.stage = stage;
    this.guests = guests;
    this.time = time;
    this.pins = pins;
    this.allArrived = new CountDownLatch(guests);
  }

  private final class Visitor extends Guest {
    private Stage.Doing waiting; // used by the visitor's thread alone

    @Override
    public void arrive() {
      waiting = stage.does("sleeper", "waits at the door");
      arrived.incrementAndGet();
      allArrived.countDown();
    }

    @Override
    public void sleep() throws InterruptedException {
      waiting.end();
      peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
      Stage.Doing being = stage.does("sleeper", "is inside");
      try {
        if (firstIsIn.compareAndSet(false, true)) {
          stayForTheOthers();
        }
        slept.incrementAndGet();
      } finally {
        being.end();
        inside.decrementAndGet();
      }
    }
  }

  private void stayForTheOthers() throws InterruptedException {
    virtual = Thread.currentThread().isVirtual();
    if (!(pins && virtual)) {
      allArrived.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    }
    Thread.sleep(time);
    arrivedMeanwhile = arrived.get();
  }

  List<Sleeper> sleepers() {
    return IntStream.range(0, guests).<Sleeper>mapToObj(guest -> new Visitor()).toList();
  }

  /** How many had arrived when the first left. */
  int arrivedMeanwhile() {
    return arrivedMeanwhile;
  }

  /** Whether as many had arrived as should: all, or at most one per carrier if the door pins. */
  boolean arrivedAsTheyShould() {
    return pins && virtual ? arrivedMeanwhile <= carriers() : arrivedMeanwhile == guests;
  }

  /** How many carriers the scheduler has; it adds none for a thread that waits at a monitor. */
  private static int carriers() {
    return Integer.getInteger(
        "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
  }

  /** The most that were inside at once. */
  int peak() {
    return peak.get();
  }

  /** How many have been inside. */
  int slept() {
    return slept.get();
  }
}
