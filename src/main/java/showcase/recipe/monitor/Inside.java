package showcase.recipe.monitor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Stage;

/**
 * The inside of a monitor. It sees what each visitor does there, and how many are in at once. The
 * first in foo stays until it is let go, so that others have time to come in, too.
 */
final class Inside {
  private final Stage stage;
  private final List<String> steps = new CopyOnWriteArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final CountDownLatch fooEntered = new CountDownLatch(1);
  private final CountDownLatch fooMayGoOn = new CountDownLatch(1);

  Inside(Stage stage) {
    this.stage = stage;
  }

  /** A call of foo or ker. */
  interface Call {
    void make(Monitor.Visit visit) throws InterruptedException;
  }

  /** Makes a call that this witness sees, in the visitor's thread. */
  Void visit(int visitor, Call call) throws InterruptedException {
    Stage.Doing waiting = stage.does(visitor, "waits at the door");
    try {
      call.make(new SeenVisit(visitor, waiting));
      return null;
    } finally {
      waiting.end();
    }
  }

  private final class SeenVisit implements Monitor.Visit {
    private final int visitor;
    private final Stage.Doing waiting;

    SeenVisit(int visitor, Stage.Doing waiting) {
      this.visitor = visitor;
      this.waiting = waiting;
    }

    @Override
    public void inFoo() throws InterruptedException {
      waiting.end();
      Stage.Doing being = stage.does(visitor, "is in foo");
      try {
        step(visitor, "in foo");
        fooEntered.countDown();
        fooMayGoOn.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
        inside.decrementAndGet();
      } finally {
        being.end();
      }
    }

    @Override
    public void inKer() {
      waiting.end();
      Stage.Doing being = stage.does(visitor, "is in ker");
      step(visitor, "in ker");
      inside.decrementAndGet();
      being.end();
    }
  }

  private void step(int visitor, String where) {
    peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
    steps.add(visitor + " " + where);
    stage.say(visitor, where);
  }

  /** Waits until a visitor is in foo. */
  void awaitFoo() throws InterruptedException {
    fooEntered.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets the visitor in foo go on. */
  void letGo() {
    fooMayGoOn.countDown();
  }

  /** What the visitors did, in order. */
  List<String> steps() {
    return steps;
  }

  /** The most visitors that were inside at once. */
  int peak() {
    return peak.get();
  }
}
