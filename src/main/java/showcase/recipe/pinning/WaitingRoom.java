package showcase.recipe.pinning;

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
 * Guests that wait in {@code Object.wait} at the same time. This sees how many carriers they use,
 * and whether one leaves too early: each is notified once for nothing, and then because its wait is
 * over.
 */
final class WaitingRoom {
  private final Stage stage;
  private final List<Waiter> waiters;
  private final CountDownLatch allWait;
  private final CountDownLatch allWaitAgain;
  private final AtomicInteger sawTheEnd = new AtomicInteger();
  private final Set<String> carriers = ConcurrentHashMap.newKeySet();

  WaitingRoom(int guests, Stage stage) {
    this.stage = stage;
    waiters = IntStream.range(0, guests).mapToObj(guest -> new Waiter()).toList();
    allWait = new CountDownLatch(guests);
    allWaitAgain = new CountDownLatch(guests);
  }

  private final class Waiter extends Guest {
    private int asked; // guarded by this
    private boolean over; // guarded by this
    private Stage.Doing waiting; // guarded by this

    @Override
    public synchronized boolean isOver() {
      asked++;
      if (asked == 1) {
        seeCarrier();
        waiting = stage.does("sleeper", "waits in Object.wait");
        allWait.countDown();
      } else if (!over) {
        allWaitAgain.countDown();
      } else {
        waiting.end();
        sawTheEnd.incrementAndGet();
      }
      return over;
    }

    synchronized void wake(boolean isOver) {
      over = isOver;
      notifyAll();
    }
  }

  /** The string form of a virtual thread names the carrier that it is on. */
  private void seeCarrier() {
    if (Thread.currentThread().isVirtual()) {
      String text = Thread.currentThread().toString();
      carriers.add(text.substring(text.indexOf('@') + 1));
    }
  }

  List<Sleeper> sleepers() {
    return List.copyOf(waiters);
  }

  /** Wakes all guests when all wait: first for nothing, and then because their wait is over. */
  void wakeAll() throws InterruptedException {
    allWait.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    waiters.forEach(waiter -> waiter.wake(false));
    allWaitAgain.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    waiters.forEach(waiter -> waiter.wake(true));
  }

  /** How many have waited until they saw that their wait was over. */
  int sawTheEnd() {
    return sawTheEnd.get();
  }

  /** How many carriers the virtual threads were on when they began to wait. */
  int carriers() {
    return carriers.size();
  }
}
