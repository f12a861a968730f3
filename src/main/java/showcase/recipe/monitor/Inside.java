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

  /** Returns a visit that this witness sees. */
  Monitor.Visit visit(int visitor) {
    return new Monitor.Visit() {
      @Override
      public void inFoo() throws InterruptedException {
        step(visitor, "in foo");
        fooEntered.countDown();
        fooMayGoOn.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
        inside.decrementAndGet();
      }

      @Override
      public void inKer() {
        step(visitor, "in ker");
        inside.decrementAndGet();
      }
    };
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
