package showcase.fib;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts virtual threads that other threads have started or woken, and that have not had a turn
 * since.
 */
final class TurnCount {

  private static final int TICKS_TO_START_ANEW = 20;

  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean wasZero; // since the last tick
  private int ticks; // without having been 0; used by the watch thread alone

  /** Counts a thread that another thread has started or woken; it may already have had its turn. */
  void otherWoke() {
    waiting.incrementAndGet();
  }

  /** Counts the turn of such a thread, and returns whether it was the last one. */
  boolean otherGotItsTurn() {
    boolean last = waiting.decrementAndGet() == 0;
    if (last) {
      wasZero = true;
    }
    return last;
  }

  boolean othersWait() {
    return waiting.get() > 0;
  }

  /**
   * Starts anew if the count has not been 0 for a second: a thread that ran out of memory may never
   * have its turn. Called by the watch thread every 50 ms.
   */
  void tick() {
    ticks = wasZero || waiting.get() == 0 ? 0 : ticks + 1;
    wasZero = false;
    if (ticks == TICKS_TO_START_ANEW) {
      ticks = 0;
      waiting.set(0);
    }
  }
}
