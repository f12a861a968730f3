package showcase.recipe.monitor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * Virtual threads and a {@code ReentrantLock}; then, measured, what a wait inside costs.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run monitor --edition modern}
 *
 * <p>Prefer {@code synchronized} from Java 24 on: it no longer pins. Prefer the lock
 * before that, and wherever a wait must be interruptible, bounded, or watched.
 */
final class MonitorModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException, IOException {
    int tasks = in.get(MonitorRecipe.TASKS);
    var monitor = new Monitor(new ReentrantLock(), new CountDownLatch(tasks), transcript);

    List<Callable<Void>> calls = new ArrayList<>();
    for (int id = 1; id <= tasks; id++) {
      int task = id;
      calls.add(() -> monitor.call(task));
    }

    // A thread per call. If interrupted, invokeAll interrupts them all, and close waits.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> call : threads.invokeAll(calls)) {
        call.get(); // has ended: this only brings a failure to light
      }
    }

    // Many virtual threads sleep, each inside a lock of its own: nobody contends.
    int sleepers = in.get(MonitorRecipe.SLEEPERS);
    var sleep = Duration.ofMillis(in.get(MonitorRecipe.MILLIS));
    Pinning inMonitors = Pinning.inMonitors(sleepers, sleep);
    transcript.measure("slept in synchronized", inMonitors.took().toMillis(), "ms");
    transcript.measure("pinned in synchronized", inMonitors.pinned(), "times");
    Pinning inLocks = Pinning.inLocks(sleepers, sleep);
    transcript.measure("slept in a ReentrantLock", inLocks.took().toMillis(), "ms");
    transcript.measure("pinned in a ReentrantLock", inLocks.pinned(), "times");
  }

  /** The same with a lock that is an object of its own. */
  private record Monitor(
      ReentrantLock lock, CountDownLatch atTheDoor, Transcript transcript) {

    Void call(int task) throws InterruptedException {
      atTheDoor.countDown();
      if (task % 2 == 1) {
        foo(task);
      } else {
        ker(task);
      }
      // The lock shows its count: how often this thread entered and did not leave.
      boolean inside = lock.getHoldCount() > 0;
      transcript.say(task, inside ? "is still inside" : "has left");
      return null;
    }

    void foo(int task) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        transcript.say(task, "in foo");
        atTheDoor.await(); // await keeps the lock, so the others stay outside
        ker(task); // enters again: the hold count goes to 2 and back to 1
      } finally {
        lock.unlock();
      }
    }

    void ker(int task) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        transcript.say(task, "in ker");
      } finally {
        lock.unlock();
      }
    }
  }
}
