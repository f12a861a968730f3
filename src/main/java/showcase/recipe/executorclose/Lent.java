package showcase.recipe.executorclose;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import showcase.catalogue.Outcome;
import showcase.catalogue.Stage;
import showcase.engine.Fib;

/**
 * Work that is lent an executor, and its tasks. It looks at them at the moment when the edition
 * returns, and does not wait.
 */
final class Lent {
  static final String RESULT = "the work's result";

  /** Longer than an edition that does not wait needs to return. */
  private static final long MOMENT_NANOS = 30_000_000;

  private final IOException failure = new IOException("the work failed");
  private final Stage stage;
  private final Duration patience;
  private final CountDownLatch begun;
  private final CountDownLatch workEnds = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger uninterrupted = new AtomicInteger();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final List<Future<Long>> futures = new ArrayList<>();
  private ExecutorService executor;

  // Written in the caller's thread, and read after its end.
  private Outcome<String> outcome = new Outcome.StillRuns<>();
  private int insideAtReturn = -1;
  private boolean terminated;
  private boolean interruptKept;
  private List<Future.State> states = List.of();

  /**
   * @param begun how many endless tasks must have begun before the work ends
   */
  Lent(int begun, Stage stage) {
    this.stage = stage;
    this.patience = stage.patience();
    this.begun = new CountDownLatch(begun);
  }

  /** Submits tasks that are not done when the work ends. */
  String submit(ExecutorService lent, int tasks, int n) {
    submitAll(lent, tasks, () -> compute(n));
    workEnds.countDown();
    return RESULT;
  }

  /** Submits tasks that end only after an interrupt, a moment after {@link #letThemEnd}. */
  String submitEndless(ExecutorService lent, int tasks) throws InterruptedException {
    submitAll(lent, tasks, this::waitForInterrupt);
    await(begun);
    workEnds.countDown();
    return RESULT;
  }

  /** Cancels its task, which is then interrupted, and takes a moment to end. */
  String submitAndCancel(ExecutorService lent) throws InterruptedException {
    submitEndless(lent, 1);
    futures.forEach(future -> future.cancel(true));
    await(interrupted);
    return RESULT;
  }

  private void submitAll(ExecutorService lent, int tasks, Callable<Long> task) {
    executor = lent;
    for (int i = 0; i < tasks; i++) {
      futures.add(lent.submit(task));
    }
  }

  private Long compute(int n) throws InterruptedException {
    begin();
    Stage.Doing waiting = stage.does("task", "waits for the end of the work");
    try {
      await(workEnds);
      TimeUnit.NANOSECONDS.sleep(MOMENT_NANOS);
      waiting.end();
      return stage.does("task", "computes fib(" + n + ")", () -> Fib.interruptibly(n));
    } finally {
      waiting.end();
      inside.decrementAndGet();
    }
  }

  private Long waitForInterrupt() throws InterruptedException {
    uninterrupted.incrementAndGet();
    begin();
    Stage.Doing waiting = stage.does("task", "waits");
    try {
      await(new CountDownLatch(1));
      return 0L;
    } catch (InterruptedException e) {
      waiting.end();
      uninterrupted.decrementAndGet();
      interrupted.countDown();
      Stage.Doing cleaning = stage.does("task", "cleans up");
      awaitLeaveToEnd();
      cleaning.end();
      throw e;
    } finally {
      waiting.end();
      inside.decrementAndGet();
    }
  }

  /** Like a task that cleans up, it goes on if it is interrupted again. */
  private void awaitLeaveToEnd() {
    long end = System.nanoTime() + patience.toNanos();
    while (mayEnd.getCount() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(MOMENT_NANOS);
      Thread.interrupted();
    }
    end = System.nanoTime() + MOMENT_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(MOMENT_NANOS);
      Thread.interrupted();
    }
  }

  private void begin() {
    threads.add(Thread.currentThread());
    inside.incrementAndGet();
    begun.countDown();
  }

  /** Waits until the work ends. */
  void awaitWork() throws InterruptedException {
    await(workEnds);
  }

  /** Waits until a task has been interrupted. */
  void awaitInterrupt() throws InterruptedException {
    await(interrupted);
  }

  /** Lets the tasks end that have been interrupted. */
  void letThemEnd() {
    mayEnd.countDown();
  }

  private void await(CountDownLatch latch) throws InterruptedException {
    latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Makes the call that lends the executor and closes it. */
  Lent during(Callable<String> call) {
    outcome = Outcome.of(call);
    insideAtReturn = inside.get();
    terminated = executor.isTerminated();
    states = futures.stream().map(Future::state).toList();
    interruptKept = Thread.currentThread().isInterrupted();
    return this;
  }

  /** What the work throws if it is to fail. */
  IOException failure() {
    return failure;
  }

  /** What the caller got. */
  Outcome<String> outcome() {
    return outcome;
  }

  /** How many tasks were running at the return. */
  int insideAtReturn() {
    return insideAtReturn;
  }

  /** How many endless tasks have begun and were not interrupted. */
  int uninterrupted() {
    return uninterrupted.get();
  }

  boolean terminated() {
    return terminated;
  }

  /** Whether the caller's interrupt status was set at the return. */
  boolean interruptKept() {
    return interruptKept;
  }

  /** How many futures were not done at the return. */
  long notDone() {
    return states.stream().filter(Future.State.RUNNING::equals).count();
  }

  /** How many futures were in each state at the return. */
  String states() {
    return states.stream()
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
        .toString();
  }

  /** The results of the tasks. */
  List<Long> results() {
    return futures.stream().filter(Future::isDone).map(Future::resultNow).toList();
  }

  /**
   * How many of the threads that ran its tasks are still alive. A pool's thread ends a moment after the
   * pool has terminated.
   */
  int threadsAlive() {
    int alive = 0;
    for (Thread thread : threads) {
      try {
        alive += thread.join(patience) ? 0 : 1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return threads.size();
      }
    }
    return alive;
  }

  /** What becomes of a task that comes now. */
  String late() {
    try {
      executor.submit(() -> 0L);
      return "is accepted";
    } catch (RejectedExecutionException e) {
      return "is rejected";
    }
  }
}
