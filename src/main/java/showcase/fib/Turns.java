package showcase.fib;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets virtual threads that other threads have started or woken go first.
 *
 * <p>A carrier runs what is in its own queue before it looks into other queues. The JDK's poller puts
 * a session whose bytes have arrived into a carrier's own queue, so on a busy server this queue is
 * never empty. The thread of a new connection, and one that a worker has woken, wait in another
 * queue. So a session waits here before it reads, as long as there are such threads.
 */
final class Turns {

  private static final int TICKS_TO_START_ANEW = 20;

  private final AtomicInteger others = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition noOthers = lock.newCondition();

  private volatile boolean wasZero; // since the last tick
  private int ticks; // without having been 0; used by the watch thread alone

  /** Waits while others have not had their turns. An early return does no harm. */
  void letOthersGoFirst() {
    if (others.get() > 0) { // usually there are none, and the lock is not needed
      lock.lock();
      try {
        if (others.get() > 0) {
          noOthers.await();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the read that follows throws
      } finally {
        lock.unlock();
      }
    }
  }

  /** Counts a thread that another thread has started or woken; it may already have had its turn. */
  void otherWoke() {
    others.incrementAndGet();
  }

  /** Counts the turn of such a thread. */
  void otherGotItsTurn() {
    if (others.decrementAndGet() == 0) {
      wasZero = true;
      endWait();
    }
  }

  /**
   * Ends the wait of all sessions, because a thread that ran out of memory may never have its turn.
   * If the count has not been 0 for a second, it has lost such a thread, and starts anew. Called by
   * the watch thread every 50 ms.
   */
  void tick() {
    ticks = wasZero || others.get() == 0 ? 0 : ticks + 1;
    wasZero = false;
    if (ticks == TICKS_TO_START_ANEW) {
      ticks = 0;
      others.set(0);
    }
    endWait();
  }

  private void endWait() {
    lock.lock();
    try {
      noOthers.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
