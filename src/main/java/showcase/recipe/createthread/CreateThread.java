package showcase.recipe.createthread;

import java.util.concurrent.ExecutionException;

/**
 * Three ways to run workers, each on a thread of its own. Each way hands a worker
 * its number, from 1, and names its thread {@code worker-} and the number; a way
 * that cannot name its threads leaves the name empty. All threads are started
 * before the first is waited for, and all have ended when the method returns or
 * throws.
 */
interface CreateThread {

  /** What a thread does. */
  interface Work {
    void run(int worker) throws InterruptedException;
  }

  /**
   * The first way.
   *
   * @throws InterruptedException if the caller was interrupted; the workers were
   *     interrupted, too
   * @throws IllegalArgumentException if this edition does not start that many
   *     threads
   */
  void firstWay(int workers, Work work) throws InterruptedException;

  /** The second way, with the same exceptions. */
  void secondWay(int workers, Work work) throws InterruptedException;

  /**
   * The third way, with the same exceptions.
   *
   * @throws ExecutionException if a worker failed and this edition tells the
   *     caller. A scope of Java 25 throws its unchecked {@code FailedException}
   *     instead, with the same cause
   */
  void thirdWay(int workers, Work work) throws InterruptedException, ExecutionException;
}
