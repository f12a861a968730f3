package showcase.catalogue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An interrupt of the thread that calls an edition, and the witness of what happens then. The tasks
 * of the call use this witness: they report to it, wait or compute until they are interrupted, and
 * then take a moment to clean up. An edition that does not pass the interrupt on, or does not wait
 * for its tasks, is caught every time.
 */
public final class Interruption {
  private static final String PREFIX = "the caller is interrupted ";
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration CLEAN_UP = Duration.ofMillis(20);

  /** How long after its arrival a task ends, at most, that is to end as the interrupt comes. */
  private static final Duration END = Duration.ofMillis(1);

  /** How long to wait for the caller to begin its wait once its tasks have arrived. */
  private static final Duration CALLER_WAITS = Duration.ofMillis(100);

  /** A call of an edition's method that is to be interrupted. */
  @FunctionalInterface
  public interface Call<E> {
    void make(E edition, Interruption interruption) throws Exception;
  }

  /** Counts what must not go on when the edition's call has ended, such as processes. */
  @FunctionalInterface
  public interface Running {
    int count() throws Exception;
  }

  /** When the interrupt comes. */
  private enum Moment {
    BEFORE,
    DURING,
    TWICE,
    AT_THE_END
  }

  private final Stage stage;
  private final CountDownLatch arrivals;
  private final CountDownLatch cleaning = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean sent;

  // What the caller's thread writes is read only after that thread was joined; not if it still
  // runs.
  private int insideAtReturn = -1;
  private int othersAtReturn;
  private boolean interruptedAtReturn;
  private Outcome<?> outcome;
  private long nanos;
  private long fairNanos;

  private Interruption(Stage stage, int arrivals) {
    this.stage = stage;
    this.arrivals = new CountDownLatch(arrivals);
  }

  /** The caller's interrupt status is set before it makes the call. */
  public static <E> Situation<E, Interruption> interruptedBefore(Call<E> call) {
    return throwing("before the call", 0, Moment.BEFORE, call);
  }

  /**
   * The caller's interrupt status is set before it makes a call that starts no tasks.
   *
   * @param nothingLost what holds of such a call; {@link #call} counts the exceptions to it
   */
  public static <E> Situation<E, Interruption> interruptedBefore(String nothingLost, Call<E> call) {
    return throwing("before the call", 0, Moment.BEFORE, call, nothingLost);
  }

  /**
   * The interrupt comes while the caller waits for its tasks.
   *
   * @param tasks how many tasks must have arrived before; with 0, the interrupt comes as soon as
   *     the caller waits for anything
   */
  public static <E> Situation<E, Interruption> interruptedWhile(
      String what, int tasks, Call<E> call) {
    return throwing("while " + what, tasks, Moment.DURING, call);
  }

  /**
   * The interrupt comes while the caller waits in a call that starts no tasks.
   *
   * @param nothingLost what holds of such a call; {@link #call} counts the exceptions to it
   */
  public static <E> Situation<E, Interruption> interruptedWhile(
      String what, String nothingLost, Call<E> call) {
    return throwing("while " + what, 0, Moment.DURING, call, nothingLost);
  }

  /**
   * One interrupt comes while the caller waits for its tasks, and another while they clean up. The
   * second does not shorten the wait for them, and is still set when the call ends.
   *
   * @param tasks how many tasks must have arrived before the first interrupt
   */
  public static <E> Situation<E, Interruption> interruptedTwice(int tasks, Call<E> call) {
    return throwing("twice", tasks, Moment.TWICE, call)
        .claim(
            "the second interrupt is kept",
            (in, seen) -> Evidence.that(seen.interruptedAtReturn, seen.ending()));
  }

  /** The interrupt comes as the last task ends; that task calls {@link #end}. */
  public static <E> Situation<E, Interruption> interruptedAtTheEnd(Call<E> call) {
    return keeping("as the last task ends", 1, Moment.AT_THE_END, call);
  }

  /**
   * The same as {@link #interruptedWhile}, for a method that does not declare {@code
   * InterruptedException}: it soon returns or throws, and the interrupt status is set.
   */
  public static <E> Situation<E, Interruption> interruptedWhileKeepingIt(
      String what, int tasks, Call<E> call) {
    return keeping("while " + what, tasks, Moment.DURING, call);
  }

  private static <E> Situation<E, Interruption> throwing(
      String when, int tasks, Moment moment, Call<E> call) {
    return throwing(when, tasks, moment, call, "no task runs when it is thrown");
  }

  private static <E> Situation<E, Interruption> throwing(
      String when, int tasks, Moment moment, Call<E> call, String nothing) {
    return Situation.<E, Interruption>situation(
            PREFIX + when, (edition, stage) -> pose(edition, stage, tasks, moment, call))
        .claim("InterruptedException within a second", (in, seen) -> seen.thrownSoon())
        .claim(nothing, (in, seen) -> seen.none());
  }

  private static <E> Situation<E, Interruption> keeping(
      String when, int tasks, Moment moment, Call<E> call) {
    return Situation.<E, Interruption>situation(
            PREFIX + when, (edition, stage) -> pose(edition, stage, tasks, moment, call))
        .claim("the interrupt is thrown or kept, within a second", (in, seen) -> seen.keptSoon())
        .claim("no task runs when the call ends", (in, seen) -> seen.none());
  }

  private static <E> Interruption pose(
      E edition, Stage stage, int tasks, Moment moment, Call<E> call) throws InterruptedException {
    var seen = new Interruption(stage, tasks);
    Actor<?> caller =
        stage.actor(
            "caller",
            () -> {
              if (moment == Moment.BEFORE) {
                Thread.currentThread().interrupt();
              }
              try {
                call.make(edition, seen);
              } finally {
                seen.insideAtReturn = seen.inside.get() + seen.othersAtReturn;
                seen.lookForTheInterrupt();
              }
              return null;
            });
    long start;
    FairTime time;
    try {
      if (moment != Moment.BEFORE) {
        seen.arrivals.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      }
      if (moment == Moment.DURING || moment == Moment.TWICE) {
        caller.seenWaiting(tasks == 0 ? stage.patience() : CALLER_WAITS);
      }
      start = System.nanoTime();
      time = new FairTime();
      if (moment != Moment.BEFORE) {
        caller.interrupt();
      }
      if (moment == Moment.TWICE) {
        seen.cleaning.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
        caller.interrupt();
      }
    } finally {
      seen.sent = true; // the caller waits for it, also if this thread is interrupted
    }
    seen.outcome = caller.end();
    seen.nanos = System.nanoTime() - start;
    seen.fairNanos = time.nanos();
    return seen;
  }

  /** Whether a situation interrupts the caller. */
  public static boolean isPosedBy(Situation<?, ?> situation) {
    return situation.name().startsWith(PREFIX);
  }

  /** The stage of the situation. */
  public Stage stage() {
    return stage;
  }

  /**
   * For a call whose tasks do not use this witness, such as processes: makes it, and directly after
   * it counts those that still run. Only here: after the call, the situation ends them itself.
   *
   * @param edition makes the call of the edition's method, and nothing else
   * @param running counts them; 0 if the edition is correct
   */
  public void call(Callable<?> edition, Running running) throws Exception {
    try {
      edition.call();
    } finally {
      othersAtReturn = count(running);
    }
  }

  /** The count may wait, which no interrupt may end: it was meant for the call, which keeps it. */
  private static int count(Running running) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return running.count();
        } catch (InterruptedException e) {
          interrupted = true; // sent as the call ended
        }
      }
    } catch (Exception e) { // not as it is: it could be taken for what the call has thrown
      throw new IllegalStateException("cannot count what still runs", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** For a task: reports that it has arrived, and continues. */
  public void arrive() {
    arrivals.countDown();
  }

  /**
   * For a task: arrives, and ends within a millisecond, so that the interrupt comes before its end in
   * one run and after it in the next. An interrupt of the task itself does not end it.
   */
  public void end() {
    inside.incrementAndGet();
    arrive();
    lasts(ThreadLocalRandom.current().nextLong(END.toNanos()));
    inside.decrementAndGet();
  }

  /**
   * For a task: arrives, waits until it is interrupted, and cleans up.
   *
   * @throws InterruptedException always, unless nothing interrupts it for {@link Stage#patience}
   */
  public void await() throws InterruptedException {
    inside("waits", this::waitUntilInterrupted);
  }

  /**
   * For a task: arrives, computes until it sees that it is interrupted, and cleans up.
   *
   * @throws InterruptedException always, unless nothing interrupts it for {@link Stage#patience}
   */
  public void compute() throws InterruptedException {
    inside("computes", this::computeUntilInterrupted);
  }

  private void waitUntilInterrupted() throws InterruptedException {
    new CountDownLatch(1).await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void computeUntilInterrupted() throws InterruptedException {
    long end = System.nanoTime() + stage.patience().toNanos();
    while (System.nanoTime() - end < 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** What a task does between its arrival and its cleaning up. */
  private interface Work {
    void run() throws InterruptedException;
  }

  private void inside(String what, Work work) throws InterruptedException {
    inside.incrementAndGet();
    arrive();
    Stage.Doing doing = stage.does("task", what);
    try {
      work.run();
    } finally {
      doing.end();
      cleanUp();
      inside.decrementAndGet();
    }
  }

  /** Waits for the interrupt, which may come after the call has ended, and checks for it. */
  private void lookForTheInterrupt() {
    while (!sent) {
      LockSupport.parkNanos(100_000); // an interrupt must neither end this loop nor be cleared
    }
    interruptedAtReturn = Thread.currentThread().isInterrupted();
  }

  private void cleanUp() {
    cleaning.countDown();
    Stage.Doing doing = stage.does("task", "cleans up");
    lasts(CLEAN_UP.toNanos());
    doing.end();
  }

  /** Takes this time, even if interrupted, and restores the interrupt. */
  private static void lasts(long nanos) {
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Evidence thrownSoon() {
    return Evidence.that(outcome.threw(InterruptedException.class) && soon(), ending());
  }

  private Evidence keptSoon() {
    boolean kept =
        !stillRuns() && (interruptedAtReturn || outcome.threw(InterruptedException.class));
    return Evidence.that(kept && soon(), ending());
  }

  private Evidence none() {
    return stillRuns() ? Evidence.that(false, ending()) : Evidence.equal(0, insideAtReturn);
  }

  /** Then what its thread writes must not be read. */
  private boolean stillRuns() {
    return outcome instanceof Outcome.StillRuns;
  }

  private boolean soon() {
    return fairNanos <= SOON.toNanos();
  }

  private String ending() {
    return "that it %s after %d ms%s"
        .formatted(
            outcome,
            TimeUnit.NANOSECONDS.toMillis(nanos),
            !stillRuns() && interruptedAtReturn ? ", still interrupted" : "");
  }
}
