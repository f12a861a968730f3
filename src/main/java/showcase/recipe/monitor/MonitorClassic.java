package showcase.recipe.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * An object whose methods are {@code synchronized}: one thread
 * inside, which may enter again.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run monitor --edition classic}
 *
 * <p>Prefer this to a lock of one's own where nothing more is needed: the
 * compiler pairs entry and exit. Prefer a private lock object where strangers can
 * reach the object and lock it, too.
 */
final class MonitorClassic implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int tasks = in.get(MonitorRecipe.TASKS);
    var monitor = new Monitor(new CountDownLatch(tasks), transcript);

    // Odd tasks call foo, which calls ker; even ones call ker. All want in at the same
    // time.
    List<Thread> threads = new ArrayList<>();
    for (int id = 1; id <= tasks; id++) {
      int task = id;
      threads.add(new Thread(() -> monitor.call(task), "task-" + task));
    }
    try {
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      // Only after an interrupt is there anybody left to be told and waited for.
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  /**
   * Every object has a monitor; {@code synchronized} methods enter that of {@code this}.
   */
  private record Monitor(CountDownLatch atTheDoor, Transcript transcript) {

    /** Not synchronized: a task arrives while another is inside. */
    void call(int task) {
      atTheDoor.countDown();
      try {
        if (task % 2 == 1) {
          foo(task);
        } else {
          ker(task);
        }
        // The monitor counts its entries, but shows only whether the count is 0.
        boolean inside = Thread.holdsLock(this);
        transcript.say(task, inside ? "is still inside" : "has left");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    synchronized void foo(int task) throws InterruptedException {
      transcript.say(task, "in foo");
      atTheDoor.await(); // await keeps the monitor, so the others stay outside
      ker(task); // would wait for itself for ever, were the monitor not re-entrant
    }

    synchronized void ker(int task) {
      transcript.say(task, "in ker");
    }
  }
}
