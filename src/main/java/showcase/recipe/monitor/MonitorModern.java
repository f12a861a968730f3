package showcase.recipe.monitor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * Virtual threads and a {@code ReentrantLock}; then, measured,
 * what waiting inside either costs.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run monitor --edition modern}
 *
 * <p>Prefer {@code synchronized} from Java 24 on, where it fits: it no longer
 * pins. Prefer the lock before that, and wherever a wait must be
 * interruptible, bounded, or watched.
 */
final class MonitorModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException, IOException {
    int tasks = in.get(MonitorRecipe.TASKS);
    var monitor = new Monitor(tasks, transcript);

    // A thread per call. close waits for all; if interrupted, it interrupts them first.
    List<Future<?>> calls = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int id = 1; id <= tasks; id++) {
        int task = id;
        calls.add(threads.submit(() -> call(monitor, task, transcript)));
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while the tasks were inside");
    }
    for (Future<?> call : calls) {
      call.get(); // has ended: this only brings a failure to light
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

  private static Void call(Monitor monitor, int task, Transcript transcript)
      throws InterruptedException {
    monitor.arrive();
    if (task % 2 == 1) {
      monitor.foo(task);
    } else {
      monitor.ker(task);
    }
    // The lock shows its count: how often this thread entered and did not leave.
    boolean inside = monitor.lock.getHoldCount() > 0;
    transcript.say(task, inside ? "is still inside" : "has left");
    return null;
  }

  /** The same with a lock that is an object of its own, and private to this one. */
  private static final class Monitor {
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch atTheDoor;
    private final Transcript transcript;

    Monitor(int tasks, Transcript transcript) {
      this.atTheDoor = new CountDownLatch(tasks);
      this.transcript = transcript;
    }

    void arrive() {
      atTheDoor.countDown();
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
