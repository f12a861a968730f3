package showcase.recipe.createthread;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Keeps track of the threads that it starts, since nothing else ties them to their
 * caller.
 */
final class Threads {
  private Threads() {}

  /**
   * Starts threads and returns when all have ended. If the caller is interrupted or
   * a thread cannot be started, those already started are interrupted, and have
   * ended when the exception is thrown. What a thread did <i>happens-before</i>
   * this returns.
   *
   * @param starter starts and returns the thread with this number, from 1
   */
  static void runAll(int count, IntFunction<Thread> starter)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>(count); // has room, so add cannot fail
    try {
      for (int n = 1; n <= count; n++) {
        threads.add(starter.apply(n));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      end(threads);
    }
  }

  private static void end(List<Thread> threads) {
    threads.forEach(Thread::interrupt); // no effect on threads that have ended
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
