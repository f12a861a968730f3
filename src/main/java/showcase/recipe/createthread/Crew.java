package showcase.recipe.createthread;

import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Stage;
import showcase.recipe.createthread.CreateThread.Work;

/**
 * What the threads do, and their witness: each worker stays until all are there, and then a moment
 * longer, so that a caller that does not wait for its threads is seen to return too early.
 */
final class Crew implements Work {
  private static final long MOMENT_MILLIS = 20;

  /**
   * A thread as it was seen at work.
   *
   * @param worker the number that it was given
   * @param name its name when it began
   */
  record Member(int worker, Thread thread, String name) {}

  private final int size;
  private final Stage stage;
  private final CountDownLatch missing;
  private final Queue<Member> members = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  // Written by the caller when the call has ended.
  private long alive;

  /**
   * @param size how many are to be alive at the same time
   */
  Crew(int size, Stage stage) {
    this.size = size;
    this.stage = stage;
    this.missing = new CountDownLatch(size);
  }

  @Override
  public void run(int worker) throws InterruptedException {
    var thread = Thread.currentThread();
    members.add(new Member(worker, thread, thread.getName()));
    peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
    missing.countDown();
    try {
      if (members.peek().thread() == thread) {
        awaitTheOthers();
      }
      missing.await();
      TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
    } finally {
      inside.decrementAndGet();
      finished.incrementAndGet();
    }
  }

  /** The first waits as long as others still arrive; when no more do, it lets all go. */
  private void awaitTheOthers() throws InterruptedException {
    long before;
    do {
      before = missing.getCount();
    } while (!missing.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS)
        && missing.getCount() < before);
    while (missing.getCount() > 0) {
      missing.countDown();
    }
  }

  /**
   * Called when the call has ended: a thread that runs now was not waited for.
   *
   * @param returned whether it returned; if so, workers that have not begun were not awaited either
   */
  void callEnded(boolean returned) {
    long unfinished = returned ? size - finished.get() : 0;
    alive =
        Math.max(unfinished, members.stream().filter(member -> member.thread().isAlive()).count());
  }

  /** The threads at work, in the order of the workers' numbers. */
  List<Member> members() {
    return members.stream().sorted(Comparator.comparing(Member::worker)).toList();
  }

  /** How many threads there were; one that did the work of two counts once. */
  long threads() {
    return members.stream().map(Member::thread).distinct().count();
  }

  int size() {
    return size;
  }

  /** The most that were at work at the same time. */
  int peak() {
    return peak.get();
  }

  /** How many of the threads had not ended when the call did. */
  long alive() {
    return alive;
  }
}
