package showcase.recipe.deadlock;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.recipe.deadlock.TwoLocks.Wait;
import showcase.recipe.deadlock.TwoLocks.Work;

/** A deadlock of two threads: made, found, ended and prevented. */
public final class DeadlockRecipe {
  static final Parameter LIMIT =
      new Parameter("limit", 200, 10, 10_000, "ms that the call with the deadlock may take");
  static final Parameter ROUNDS =
      new Parameter("rounds", 20, 1, 10_000, "how often each cure is run");

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Task NOTHING = () -> {};

  public static final Recipe<TwoLocks> RECIPE =
      Recipe.<TwoLocks>recipe(9, "deadlock", "Two locks, two orders", "Deadlock", TwoLocks.class)
          .topic(Topic.LOCKS)
          .problem(
              """
              Each of two threads holds a lock and waits for the other's lock, for ever. Find the
              deadlock while it lasts, and end it. Then prevent it: take the locks in the same order
              everywhere or, where no order can be agreed on, release the first lock if the second
              is not free.
              """)
          .python("get lock1, get lock2, and both threads are alive for ever")
          .parameters(LIMIT, ROUNDS)
          .witnesses("LockWork.java")
          .classic(
              () -> new DeadlockClassic(),
              "BackOff.java",
              "VisibleLock.java",
              "Task.java",
              "JvmWatch.java",
              "Threads.java")
          .modern(
              () -> new DeadlockModern(),
              "BackOff.java",
              "VisibleLock.java",
              "Task.java",
              "LockWatch.java")
          .situations(DeadlockRecipe::situations)
          .timed(
              "two tasks, one order",
              edition -> {
                edition.inOneOrder(new Count(), LONG);
                return edition;
              })
          .from21to25(
              """
              The deadline moves from joinUntil to the scope's configuration: in 25 the scope
              interrupts both tasks when it passes, even while the caller looks for the deadlock
              and is not yet in join.
              """)
          .from25to27(
              """
              The joiner takes a function from the cause to the exception that join throws, so
              that a timeout can reach the caller as a TimeoutException.
              """)
          .whatChanges(
              """
              The locks and the cures are the same. When its deadline passes, the scope interrupts
              both tasks, so no victim has to be chosen. ThreadMXBean does not see virtual
              threads, so the locks themselves are asked.
              """)
          .keepTheClassicWhen(
              """
              A running program must be monitored without changing it: the JVM finds deadlocks of
              all its platform threads, on monitors as well as on java.util.concurrent locks
              (Javadoc of ThreadMXBean.findDeadlockedThreads).
              """)
          .watchOutFor(
              """
              A wait in lock() cannot be interrupted, nor can a wait to enter a synchronized block
              (see monitor), so neither an interrupt nor a scope's deadline ends such a deadlock.
              findDeadlockedThreads also reports threads that wait in a timed tryLock, although
              that wait ends by itself. It may be expensive (its Javadoc): call it rarely.
              """)
          .seeAlso("mutex", "monitor")
          .build();

  private DeadlockRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<TwoLocks, ?>> situations() {
    return List.of(
        situation("two locks, two orders", DeadlockRecipe::oppositeOrders)
            .claim(
                "each is found waiting for the lock that the other holds",
                (in, seen) ->
                    equal(
                        List.of(
                            "task1 waits for lock2 held by task2",
                            "task2 waits for lock1 held by task1"),
                        seen.work.found()))
            .claim(
                "both threads are alive and wait",
                (in, seen) -> equal(List.of(State.WAITING, State.WAITING), seen.work.states()))
            .claim("neither has both locks", (in, seen) -> equal(0, seen.work.hadBoth()))
            .claim(
                "both threads have ended when it returns",
                (in, seen) -> that(seen.ended, seen.ended))
            .shows("ThreadMXBean finds", (in, seen) -> seen.work.seenByTheBean() + " of them")
            .shows("the caller", (in, seen) -> seen.caller)
            .shows("tasks that got both locks in the end", (in, seen) -> seen.work.heldBoth()),
        situation("two locks, one order", DeadlockRecipe::oneOrder)
            .claim("both tasks get both locks", (in, seen) -> equal(2, seen.heldBoth()))
            .claim("at most one holds both at a time", (in, seen) -> equal(1, seen.peakWithBoth()))
            .claim("the two never hold one lock each", (in, seen) -> equal(1, seen.peakWithOne()))
            .claim("there is no deadlock", (in, seen) -> equal(List.of(), seen.found())),
        situation("two orders, and back off", DeadlockRecipe::backOff)
            .claim("both tasks get both locks", (in, seen) -> equal(2, seen.heldBoth()))
            .claim("at most one holds both at a time", (in, seen) -> equal(1, seen.peakWithBoth()))
            .claim(
                "each held one lock at the same time", (in, seen) -> equal(2, seen.peakWithOne()))
            .claim("there is no deadlock", (in, seen) -> equal(List.of(), seen.found()))
            .shows("attempts", (in, seen) -> seen.attempts()),
        situation("both cures, again and again", DeadlockRecipe::manyRounds)
            .claim(
                "both tasks got both locks each time",
                (in, seen) -> equal(4 * in.get(ROUNDS), seen.get())),
        situation("a task fails while it holds locks", DeadlockRecipe::oneFails)
            .claim(
                "it releases them: the next two tasks get both",
                (in, seen) -> equal(List.of(2, 2, 2, 2), seen.nextHeldBoth))
            .shows("the caller", (in, seen) -> seen.caller)
            .shows("the uncaught-exception handler", (in, seen) -> seen.uncaught),
        situation("a task takes longer than the limit", DeadlockRecipe::tooLong)
            .claim(
                "the caller gets a TimeoutException",
                (in, seen) -> that(seen.timedOut(), seen.caller))
            .claim("no task runs when it is thrown", (in, seen) -> equal(0, seen.inside)),
        interruptedBefore(DeadlockRecipe::waitWithOne),
        interruptedWhile("one task holds one lock", 1, DeadlockRecipe::waitWithOne),
        interruptedWhile("the deadlock lasts", 1, DeadlockRecipe::waitInDeadlock),
        interruptedWhile("one task holds both", 1, DeadlockRecipe::waitWithBoth),
        interruptedWhile("a task computes", 1, DeadlockRecipe::compute),
        interruptedWhile("both back off", 2, DeadlockRecipe::waitInBackOff),
        interruptedAtTheEnd(DeadlockRecipe::endWithBoth));
  }

  /**
   * What was seen of the cheat sheet's scene.
   *
   * @param work what the witness saw
   * @param caller what became of the call
   * @param ended whether both threads had ended
   */
  private record Scene(LockWork work, Outcome<Void> caller, boolean ended) {}

  /**
   * If the limit passes before each thread holds a lock, or before the deadlock has been looked at,
   * tries again with a longer limit.
   */
  private static Scene oppositeOrders(TwoLocks edition, Stage stage) throws InterruptedException {
    ManagementFactory.getThreadMXBean().findDeadlockedThreads(); // its first call is slow
    Duration limit = Duration.ofMillis(stage.get(LIMIT));
    while (true) {
      var work = LockWork.meeting(stage);
      Duration now = limit;
      Outcome<Void> caller =
          Outcome.of(() -> {
            edition.inOppositeOrders(work, now);
            return null;
          });
      work.callEnded();
      boolean ended = work.threads().stream().noneMatch(Thread::isAlive);
      if (caller instanceof Outcome.Threw<Void>(InterruptedException interrupt)) {
        throw interrupt; // from the runner: the situation took too long
      }
      if (work.seenToLast() || limit.compareTo(stage.patience()) > 0) {
        return new Scene(work, caller, ended);
      }
      limit = limit.multipliedBy(4);
    }
  }

  private static LockWork oneOrder(TwoLocks edition, Stage stage) throws Exception {
    var work = LockWork.apart(stage);
    edition.inOneOrder(work, stage.patience());
    return work;
  }

  private static LockWork backOff(TwoLocks edition, Stage stage) throws Exception {
    var work = LockWork.meeting(stage);
    edition.withBackOff(work, stage.patience());
    return work;
  }

  private static AtomicInteger manyRounds(TwoLocks edition, Stage stage) throws Exception {
    var work = new Count();
    for (int round = 0; round < stage.get(ROUNDS); round++) {
      edition.inOneOrder(work, stage.patience());
      edition.withBackOff(work, stage.patience());
    }
    return work.both;
  }

  /** Work that only counts. */
  private static class Count implements Work {
    final AtomicInteger both = new AtomicInteger();

    @Override
    public void holdsOne() throws InterruptedException {}

    @Override
    public void holdsBoth() throws InterruptedException {
      both.incrementAndGet();
    }

    @Override
    public void deadlock(List<Wait> waits) {}
  }

  /**
   * What was seen after a task failed.
   *
   * @param nextHeldBoth how many tasks got both locks afterwards, for each failure
   * @param caller what became of the last call in which a task failed
   * @param uncaught what the uncaught-exception handler got
   */
  private record Aftermath(List<Integer> nextHeldBoth, Outcome<Void> caller, String uncaught) {}

  private static final Runnable ERROR =
      () -> {
        throw new AssertionError("failed with locks");
      };

  private static final Runnable EXCEPTION =
      () -> {
        throw new IllegalStateException("failed with locks");
      };

  private static Aftermath oneFails(TwoLocks edition, Stage stage) throws InterruptedException {
    List<Call> calls =
        List.of(
            () -> edition.inOneOrder(new Failing(true, ERROR), stage.patience()),
            () -> edition.inOneOrder(new Failing(false, ERROR), stage.patience()),
            () -> edition.withBackOff(new Failing(false, ERROR), stage.patience()),
            () -> edition.withBackOff(new Failing(false, EXCEPTION), stage.patience()));
    Outcome<Void> caller = null;
    List<Integer> nextHeldBoth = new ArrayList<>();
    for (Call call : calls) {
      caller = stage.actor("caller", () -> make(call)).end();
      var next = new Count();
      stage
          .actor("next caller", () -> make(() -> edition.inOneOrder(next, stage.patience())))
          .end();
      nextHeldBoth.add(next.both.get());
    }
    String uncaught = stage.uncaught().isEmpty() ? "gets nothing" : "gets the failure";
    return new Aftermath(nextHeldBoth, caller, uncaught);
  }

  /** A call of an edition's method. */
  @FunctionalInterface
  private interface Call {
    void make() throws Exception;
  }

  private static Void make(Call call) throws Exception {
    call.make();
    return null;
  }

  /** Work in which the first task to get there fails. */
  private static final class Failing extends Count {
    private final boolean withOne;
    private final Runnable failure;
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * @param withOne whether it fails when it holds one lock, or when it holds both
     * @param failure throws what it fails with
     */
    Failing(boolean withOne, Runnable failure) {
      this.withOne = withOne;
      this.failure = failure;
    }

    @Override
    public void holdsOne() {
      failFirst(withOne);
    }

    @Override
    public void holdsBoth() {
      failFirst(!withOne);
    }

    private void failFirst(boolean here) {
      if (here && failed.compareAndSet(false, true)) {
        failure.run();
      }
    }
  }

  /**
   * What was seen of tasks that took too long.
   *
   * @param caller what became of the call
   * @param inside how many tasks still ran when it ended
   */
  private record Late(Outcome<Void> caller, int inside) {

    /** Java 25's scope has a TimeoutException of its own. */
    boolean timedOut() {
      return caller instanceof Outcome.Threw<Void>(Throwable failure)
          && failure.getClass().getSimpleName().equals("TimeoutException");
    }
  }

  private static Late tooLong(TwoLocks edition, Stage stage) throws InterruptedException {
    var inside = new AtomicInteger();
    var work =
        new Count() {
          @Override
          public void holdsOne() throws InterruptedException {
            inside.incrementAndGet();
            Stage.Doing holding = stage.does("task", "holds one lock");
            try {
              new CountDownLatch(1).await(); // until it is interrupted
            } finally {
              holding.end();
              TimeUnit.MILLISECONDS.sleep(20); // a caller that does not wait returns before this
              inside.decrementAndGet();
            }
          }
        };
    var seen = new AtomicReference<Late>();
    stage
        .actor(
            "caller",
            () -> {
              Outcome<Void> caller =
                  Outcome.of(
                      () -> make(() -> edition.inOppositeOrders(work, Duration.ofMillis(20))));
              seen.set(new Late(caller, inside.get()));
              return null;
            })
        .end();
    return seen.get() != null ? seen.get() : new Late(new Outcome.StillRuns<>(), inside.get());
  }

  /** Work that reports to the witness of an interrupt. */
  private static final class Reporting extends Count {
    private final Task withOne;
    private final Task withBoth;

    Reporting(Task withOne, Task withBoth) {
      this.withOne = withOne;
      this.withBoth = withBoth;
    }

    @Override
    public void holdsOne() throws InterruptedException {
      withOne.run();
    }

    @Override
    public void holdsBoth() throws InterruptedException {
      withBoth.run();
    }
  }

  private static void waitWithOne(TwoLocks edition, Interruption interruption) throws Exception {
    edition.inOppositeOrders(new Reporting(interruption::await, NOTHING), LONG);
  }

  private static void waitWithBoth(TwoLocks edition, Interruption interruption) throws Exception {
    edition.inOneOrder(new Reporting(NOTHING, interruption::await), LONG);
  }

  private static void compute(TwoLocks edition, Interruption interruption) throws Exception {
    edition.inOneOrder(new Reporting(NOTHING, interruption::compute), LONG);
  }

  private static void waitInBackOff(TwoLocks edition, Interruption interruption) throws Exception {
    edition.withBackOff(new Reporting(interruption::await, NOTHING), LONG);
  }

  private static void endWithBoth(TwoLocks edition, Interruption interruption) throws Exception {
    edition.inOneOrder(new Reporting(NOTHING, interruption::end), LONG);
  }

  /** The caller's thread waits in its call of deadlock(). */
  private static void waitInDeadlock(TwoLocks edition, Interruption interruption) throws Exception {
    var bothHoldOne = new CyclicBarrier(2);
    edition.inOppositeOrders(
        new Count() {
          @Override
          public void holdsOne() throws InterruptedException {
            try {
              bothHoldOne.await();
            } catch (BrokenBarrierException e) {
              throw new IllegalStateException("only one task holds a lock", e);
            }
          }

          @Override
          public void deadlock(List<Wait> waits) {
            interruption.arrive();
            long patience = interruption.stage().patience().toNanos();
            long end = System.nanoTime() + patience;
            while (!Thread.currentThread().isInterrupted() && System.nanoTime() - end < 0) {
              LockSupport.parkNanos(patience);
            }
          }
        },
        LONG);
  }
}
