package showcase.recipe.semaphore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A platform thread per task, and a semaphore in front of the resource.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run semaphore --edition classic}
 *
 * <p>Prefer a fixed thread pool where the threads themselves are what is scarce, and a
 * lock where the limit is one: a lock knows its owner, a semaphore does not.
 */
final class SemaphoreClassic implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    var permits = new Semaphore(in.get(SemaphoreRecipe.PERMITS));
    var full = new CountDownLatch(SemaphoreRecipe.limit(in));

    // Nothing ties these threads to this method: it has to keep them, and join each.
    List<Thread> threads = new ArrayList<>();
    for (int id = 0; id < in.get(SemaphoreRecipe.TASKS); id++) {
      int task = id;
      threads.add(new Thread(() -> use(task, permits, full, transcript), "task-" + task));
    }
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      threads.forEach(Thread::interrupt); // if this one is: then they end with it
    }

    // A task fails in the middle: its thread ends, and the
    // handler is all that hears of it.
    var failing = new Thread(() -> failIn(permits));
    failing.setUncaughtExceptionHandler((t, e) -> transcript.say("one task", "fails"));
    failing.start();
    failing.join();

    // A task is interrupted while it waits: somebody must have kept its thread, to do it.
    permits.acquire(in.get(SemaphoreRecipe.PERMITS));
    try {
      var waiting = new Thread(() -> use("another task", permits, full, transcript));
      waiting.start();
      waiting.interrupt();
      waiting.join();
    } finally {
      permits.release(in.get(SemaphoreRecipe.PERMITS));
    }
    transcript.say("free", permits.availablePermits());
  }

  private static void use(
      Object task, Semaphore permits, CountDownLatch full, Transcript transcript) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      transcript.say(task, "is interrupted");
      Thread.currentThread().interrupt();
      return; // no permit was taken, so none is given back
    }
    try {
      transcript.say(task, "acquires");
      full.countDown();
      full.await(); // stay until as many are in as may be
      transcript.say(task, "releases");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      permits.release();
    }
  }

  private static void failIn(Semaphore permits) {
    permits.acquireUninterruptibly(); // a permit is free, and nobody interrupts this
    try {
      throw new IllegalStateException("the resource broke");
    } finally {
      permits.release();
    }
  }
}
