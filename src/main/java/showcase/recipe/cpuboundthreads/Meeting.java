package showcase.recipe.cpuboundthreads;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Stage;
import showcase.engine.Fib;

/**
 * Two computations of fib(n). Each waits a while at its start until the other has started, too, so
 * that every run shows whether they overlap.
 */
final class Meeting {
  private final Stage stage;
  private final int n;
  private final CountDownLatch begun = new CountDownLatch(2);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger met = new AtomicInteger();

  Meeting(int n, Stage stage) {
    this.n = n;
    this.stage = stage;
  }

  /** Computes fib(n). */
  Long compute(int computation) throws InterruptedException {
    threads.add(Thread.currentThread());
    begun.countDown();
    if (begun.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS)) {
      met.incrementAndGet();
    }
    String subject = "computation " + computation;
    long result = stage.does(subject, "computes fib(" + n + ")", () -> Fib.interruptibly(n));
    stage.say(subject, "fib(" + n + ") = " + result);
    return result;
  }

  /** How many of the two saw that the other had started before they ended. */
  int met() {
    return met.get();
  }

  /** How many threads computed. */
  int threads() {
    return threads.size();
  }
}
