package showcase.recipe.threadpool;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Occupancy;
import showcase.catalogue.Stage;

/** Tasks that see how many of them run at once, and on which threads. */
final class Tasks {
  private final Stage stage;
  private final Occupancy running;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger interruptedAtStart = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private volatile int endedAtReturn;

  /**
   * @param limit how many should run at once
   */
  Tasks(int limit, Stage stage) {
    this.stage = stage;
    this.running = new Occupancy(limit, stage);
  }

  /** One of them: it lasts until as many run as may, and a moment longer. */
  void run() throws InterruptedException {
    threads.add(Thread.currentThread());
    if (Thread.currentThread().isInterrupted()) {
      interruptedAtStart.incrementAndGet();
    }
    Stage.Doing doing = stage.does("task", "runs");
    try {
      running.enter();
    } finally {
      doing.end();
      running.leave();
      ended.incrementAndGet();
    }
  }

  /** One of the last: it ends late, so that a wait for all that returns early is seen. */
  void runLate(int millis) throws InterruptedException {
    threads.add(Thread.currentThread());
    Stage.Doing doing = stage.does("last task", "runs");
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } finally {
      doing.end();
    }
    ended.incrementAndGet();
  }

  /** To be called when the wait for all tasks has returned. */
  void allAwaited() {
    endedAtReturn = ended.get();
  }

  /** The most that ran at once. */
  int peak() {
    return running.peak();
  }

  /** How many had ended when the wait for all returned. */
  int endedAtReturn() {
    return endedAtReturn;
  }

  /** How many began with their thread's interrupt set. */
  int interruptedAtStart() {
    return interruptedAtStart.get();
  }

  /** How many threads they ran on, and of what kind. */
  String threads() {
    boolean virtual = threads.stream().allMatch(Thread::isVirtual);
    return "%d %s".formatted(threads.size(), virtual ? "virtual" : "platform");
  }
}
