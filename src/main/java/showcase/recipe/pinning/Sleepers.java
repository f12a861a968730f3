package showcase.recipe.pinning;

import java.util.List;
import java.util.concurrent.locks.Lock;

/**
 * Runs sleepers, each in a thread of its own, in places where a thread may have to
 * wait.
 *
 * <p>Each method returns when all sleepers have ended. If the caller is
 * interrupted, they are interrupted, too, and have ended when {@code
 * InterruptedException} is thrown.
 */
interface Sleepers {

  /** A task that waits. */
  interface Sleeper {

    /** A lock that no other sleeper takes. */
    Lock lock();

    /** Called before the sleeper goes to a place that it shares with others. */
    void arrive();

    /** Waits for a while. Called in the place. */
    void sleep() throws InterruptedException;

    /**
     * Whether its wait is over. Called in this sleeper's monitor, which is notified
     * when the answer changes.
     */
    boolean isOver();
  }

  /** Each sleeps while it holds its lock. */
  void inLocks(List<Sleeper> sleepers) throws Exception;

  /** Each sleeps in {@code synchronized}, in its own monitor. */
  void inMonitors(List<Sleeper> sleepers) throws Exception;

  /** All arrive at the door of one monitor. One sleeps inside, then the next. */
  void atOneMonitor(List<Sleeper> sleepers) throws Exception;

  /**
   * Each waits in {@code Object.wait}, in its own monitor, until its wait is over.
   */
  void inObjectWait(List<Sleeper> sleepers) throws Exception;

  /** Each sleeps in a method that native code has called. */
  void inNativeFrames(List<Sleeper> sleepers) throws Exception;
}
