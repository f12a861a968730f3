package showcase.fib;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets virtual threads that other threads have started or woken go first.
 *
 * <p>A carrier runs what is in its own queue before it looks into other queues. The JDK's poller,
 * which is a virtual thread since Java 22, puts a session whose bytes have arrived into a carrier's
 * own queue, so on a busy server this queue is never empty. The thread of a new connection, and one that a worker has woken, wait in another
 * queue. So a session waits here before it reads, as long as there are such threads.
 */
final class Turns {

  private final TurnCount others = new TurnCount();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition noOthers = lock.newCondition();

  /** Waits while others have not had their turns. An early return does no harm. */
  void letOthersGoFirst() {
    if (others.othersWait()) { // usually there are none, and the lock is not needed
      lock.lock();
      try {
        if (others.othersWait()) {
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
    others.otherWoke();
  }

  /** Counts the turn of such a thread. */
  void otherGotItsTurn() {
    if (others.otherGotItsTurn()) {
      endWait();
    }
  }

  /**
   * Ends the wait of all sessions, because a thread that ran out of memory may never have its turn.
   * Called by the watch thread every 50 ms.
   */
  void tick() {
    others.tick();
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
