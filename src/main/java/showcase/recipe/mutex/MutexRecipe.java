package showcase.recipe.mutex;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedTwice;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import showcase.catalogue.Actor;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.recipe.mutex.Mutex.Section;

/** Lets one thread at a time change shared data. */
public final class MutexRecipe {
  static final Parameter SECTIONS =
      new Parameter("sections", 4, 1, 1_000, "critical sections, one thread for each");

  public static final Recipe<Mutex> RECIPE =
      Recipe.<Mutex>recipe(8, "mutex", "Let one thread at a time in", "Mutex lock", Mutex.class)
          .topic(Topic.LOCKS)
          .problem(
              """
              Several threads change shared data, in critical sections of which only one may run at
              a time. If a section throws, the lock is released and the caller gets the failure. A
              thread that waits for the lock can be interrupted. Alternatively, the threads share
              nothing and hand their results to one thread.
              """)
          .python("acquire and release, then a with block: task1 get, task2 get")
          .parameters(SECTIONS)
          .witnesses("Counter.java", "Results.java")
          .classic(() -> new MutexClassic())
          .modern(() -> new MutexModern())
          .situations(MutexRecipe::situations)
          .timed(
              "100 sections that do nothing",
              edition -> {
                edition.inExclusion(Collections.nCopies(100, () -> {}));
                return edition;
              })
          .from21to25(
              """
              join waits and reports no failure in 21: throwIfFailed does. In 25 join itself
              reports the first failure, as the cause of the unchecked FailedException.
              """)
          .from25to27(
              """
              join throws the checked ExecutionException in place of FailedException, so both
              methods declare it. allSuccessfulOrThrow returns the list of results.
              """)
          .whatChanges(
              """
              The lock is the same ReentrantLock. The scope owns the threads: if a section throws,
              it interrupts the others, while invokeAll lets them finish. If results are handed back
              instead, no lock is needed.
              """)
          .keepTheClassicWhen(
              """
              A few plain statements change several fields: synchronized is shorter, and cannot be
              left locked by mistake (JLS 14.19).
              """)
          .watchOutFor(
              """
              Before Java 24, a virtual thread that blocks inside synchronized pins its carrier (JEP
              491). A lock that is not released in finally stays locked after an exception.
              """)
          .seeAlso("monitor", "semaphore", "pinning")
          .build();

  private MutexRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<Mutex, ?>> situations() {
    return List.of(
        situation("sections add to one number", MutexRecipe::sectionsAdd)
            .claim("no update is lost", (in, seen) -> equal(in.get(SECTIONS), seen.value()))
            .claim(
                "never two inside", (in, seen) -> that(seen.peak() == 1, seen.peak() + " at once")),
        situation("tasks hand their results over", MutexRecipe::tasksHandOver)
            .claim(
                "every result reaches the consumer",
                (in, seen) ->
                    equal(IntStream.range(0, in.get(SECTIONS)).boxed().toList(), seen.sorted()))
            .claim(
                "never two in the consumer at once",
                (in, seen) -> that(seen.peak() == 1, seen.peak() + " at once"))
            .shows("the consumer is called by", (in, seen) -> seen.calledBy()),
        situation("no sections, and no tasks", MutexRecipe::nothing)
            .claim("both calls return", (in, seen) -> equal(List.of("returned", "returned"), seen)),
        situation(
                "a section throws",
                (Mutex edition, Stage stage) ->
                    oneThrows(edition, MutexRecipe::throwAnException, stage))
            .claim(
                "the lock is free: the next section gets in",
                (in, seen) -> that(seen.nextGotIn, seen.nextGotIn ? "it inside" : "it locked out"))
            .claim("the caller gets the failure itself as the cause", (in, seen) -> seen.isCause())
            .shows("the caller", (in, seen) -> seen.caller)
            .shows("the other section", (in, seen) -> seen.other)
            .shows("without finally, the lock", (in, seen) -> seen.withoutFinally),
        situation(
                "a section ends with an Error",
                (Mutex edition, Stage stage) ->
                    oneThrows(edition, MutexRecipe::throwAnError, stage))
            .claim(
                "the lock is free, too: the next section gets in",
                (in, seen) -> that(seen.nextGotIn, seen.nextGotIn ? "it inside" : "it locked out"))
            .claim("the caller gets it as the cause", (in, seen) -> seen.isCause()),
        situation("a task fails", MutexRecipe::taskFails)
            .claim("the caller gets the failure itself as the cause", (in, seen) -> seen.isCause())
            .shows("the caller", (in, seen) -> seen.caller)
            .shows("the other task", (in, seen) -> seen.other)
            .shows("results that reach the consumer", (in, seen) -> seen.results),
        situation("a thread is interrupted while it waits for the lock", MutexRecipe::oneWaits)
            .claim(
                "its section does not run", (in, seen) -> equal(0, seen.enteredInterrupted.get()))
            .claim(
                "the lock is free: the next section gets in",
                (in, seen) -> that(seen.nextGotIn, seen.nextGotIn ? "it inside" : "it locked out")),
        interruptedBefore(MutexRecipe::waitInside),
        interruptedWhile("a section waits", 1, MutexRecipe::waitInside),
        interruptedWhile("a section computes", 1, MutexRecipe::computeInside),
        interruptedWhile("tasks wait", 2, MutexRecipe::waitInTasks),
        interruptedTwice(1, MutexRecipe::waitInside),
        interruptedAtTheEnd(MutexRecipe::endInside));
  }

  private static Counter sectionsAdd(Mutex edition, Stage stage) throws Exception {
    var counter = new Counter(stage);
    edition.inExclusion(
        IntStream.range(0, stage.get(SECTIONS))
            .<Section>mapToObj(task -> () -> counter.add(task))
            .toList());
    return counter;
  }

  private static Results tasksHandOver(Mutex edition, Stage stage) throws Exception {
    var results = new Results(stage);
    var allRun = new CyclicBarrier(stage.get(SECTIONS)); // so that all results come at once
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int id = 0; id < stage.get(SECTIONS); id++) {
      int task = id;
      tasks.add(() -> {
        allRun.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
        return task;
      });
    }
    edition.collect(tasks, results);
    return results;
  }

  /** What was seen after something went wrong. */
  private static final class Aftermath {
    private final AtomicInteger enteredInterrupted = new AtomicInteger();
    private final Queue<Integer> results = new ConcurrentLinkedQueue<>();
    private volatile String other = "does not finish";
    private volatile Throwable failure;
    private Outcome<Void> caller;
    private boolean nextGotIn;
    private String withoutFinally;

    Evidence isCause() {
      boolean itself =
          caller instanceof Outcome.Threw<Void>(Throwable thrown) && thrown.getCause() == failure;
      return that(itself, "that it " + caller);
    }

    void keepFailure(Runnable failing) {
      try {
        failing.run();
      } catch (RuntimeException | Error e) {
        failure = e;
        throw e;
      }
    }

    /** Takes a while, so that an interrupt can arrive. */
    void finish() throws InterruptedException {
      TimeUnit.MILLISECONDS.sleep(50);
      other = "finishes";
    }
  }

  /** The first section that gets in throws when the other has had time to begin its wait. */
  private static Aftermath oneThrows(Mutex edition, Runnable failing, Stage stage)
      throws InterruptedException {
    var seen = new Aftermath();
    var isFirst = new AtomicBoolean(true);
    Section section =
        () -> {
          if (isFirst.getAndSet(false)) {
            TimeUnit.MILLISECONDS.sleep(20);
            seen.keepFailure(failing);
          }
          seen.finish();
        };
    List<Section> two = List.of(section, section);
    seen.caller = stage.actor("caller", () -> inExclusion(edition, two)).end();
    seen.nextGotIn = nextGetsIn(edition, stage);

    var lock = new ReentrantLock();
    stage.actor("without finally", () -> forgetToUnlock(lock)).end();
    seen.withoutFinally = lock.isLocked() ? "stays locked" : "is free";
    return seen;
  }

  private static void throwAnException() {
    throw new IllegalStateException("failed inside");
  }

  private static void throwAnError() {
    throw new AssertionError("failed inside");
  }

  private static List<String> nothing(Mutex edition, Stage stage) throws InterruptedException {
    Outcome<Void> inExclusion =
        stage.actor("sections", () -> inExclusion(edition, List.of())).end();
    Outcome<Void> collect =
        stage.actor("tasks", () -> collect(edition, List.of(), result -> {})).end();
    return List.of(inExclusion.toString(), collect.toString());
  }

  /** One task fails when the other has begun. */
  private static Aftermath taskFails(Mutex edition, Stage stage) throws InterruptedException {
    var seen = new Aftermath();
    var failure = new IOException("the task failed");
    seen.failure = failure;
    var begun = new CountDownLatch(1);
    List<Callable<Integer>> tasks =
        List.of(
            () -> {
              begun.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
              throw failure;
            },
            () -> {
              begun.countDown();
              seen.finish();
              return 2;
            });
    seen.caller = stage.actor("caller", () -> collect(edition, tasks, seen.results::add)).end();
    return seen;
  }

  private static Void forgetToUnlock(ReentrantLock lock) {
    lock.lock();
    if (lock.isLocked()) {
      throw new IllegalStateException("failed inside");
    }
    lock.unlock();
    return null;
  }

  /** The section inside takes a while to end, so the interrupt reaches the waiting one first. */
  private static Aftermath oneWaits(Mutex edition, Stage stage) throws InterruptedException {
    var seen = new Aftermath();
    var inside = new CountDownLatch(1);
    Section section =
        () -> {
          if (Thread.currentThread().isInterrupted()) {
            seen.enteredInterrupted.incrementAndGet();
          }
          inside.countDown();
          try {
            new CountDownLatch(1).await(); // until it is interrupted
          } finally {
            TimeUnit.MILLISECONDS.sleep(50);
          }
        };
    Actor<Void> caller =
        stage.actor("caller", () -> inExclusion(edition, List.of(section, section)));
    inside.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    TimeUnit.MILLISECONDS.sleep(20); // time for the other one to begin its wait
    caller.interrupt();
    seen.caller = caller.end();
    seen.nextGotIn = nextGetsIn(edition, stage);
    return seen;
  }

  private static boolean nextGetsIn(Mutex edition, Stage stage) throws InterruptedException {
    var gotIn = new AtomicBoolean();
    stage.actor("next caller", () -> inExclusion(edition, List.of(() -> gotIn.set(true)))).end();
    return gotIn.get();
  }

  private static Void inExclusion(Mutex edition, List<Section> sections) throws Exception {
    edition.inExclusion(sections);
    return null;
  }

  private static <T> Void collect(Mutex edition, List<Callable<T>> tasks, Consumer<T> results)
      throws Exception {
    edition.collect(tasks, results);
    return null;
  }

  private static void waitInside(Mutex edition, Interruption interruption) throws Exception {
    edition.inExclusion(Collections.nCopies(2, interruption::await));
  }

  private static void computeInside(Mutex edition, Interruption interruption) throws Exception {
    edition.inExclusion(List.of(interruption::compute));
  }

  private static void waitInTasks(Mutex edition, Interruption interruption) throws Exception {
    Callable<Integer> task =
        () -> {
          interruption.await();
          return 0;
        };
    edition.collect(List.of(task, task), result -> {});
  }

  private static void endInside(Mutex edition, Interruption interruption) throws Exception {
    edition.inExclusion(List.of(interruption::end));
  }
}
