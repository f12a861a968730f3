package showcase.recipe.mutex;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedTwice;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import showcase.catalogue.Actor;
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
      Recipe.<Mutex>recipe(
              8,
              "mutex",
              "Let one thread at a time in",
              "Simplest synchronization primitive lock",
              Mutex.class)
          .topic(Topic.LOCKS)
          .problem(
              """
              Several threads change shared data, in critical sections of which only one may run at
              a time. The lock is released even if a section throws, and a thread that waits for
              the lock can be interrupted. Alternatively, the threads share nothing and hand their
              results to one thread.
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
              throwIfFailed made the exception. In 25 join throws one of its own choice, the
              unchecked FailedException.
              """)
          .from25to27(
              """
              A function given to the joiner makes the exception again. With an unchecked one, the
              method's signature stays as it was.
              """)
          .whatChanges(
              """
              The lock is the same ReentrantLock. The scope owns the threads: if a section throws,
              the others are interrupted and the caller gets the failure. If results are handed back
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
        situation("a section throws", MutexRecipe::oneThrows)
            .claim(
                "the lock is free: the next section gets in",
                (in, seen) -> that(seen.nextGotIn, seen.nextGotIn ? "it inside" : "it locked out"))
            .shows("the caller", (in, seen) -> seen.caller)
            .shows("without finally, the lock", (in, seen) -> seen.withoutFinally),
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

  private static Counter sectionsAdd(Mutex edition, Stage stage) throws InterruptedException {
    var counter = new Counter(stage);
    edition.inExclusion(
        IntStream.range(0, stage.get(SECTIONS))
            .<Section>mapToObj(task -> () -> counter.add(task))
            .toList());
    return counter;
  }

  private static Results tasksHandOver(Mutex edition, Stage stage) throws InterruptedException {
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

  /** What was seen of the lock after something went wrong. */
  private static final class Aftermath {
    private final AtomicInteger enteredInterrupted = new AtomicInteger();
    private Outcome<Void> caller;
    private boolean nextGotIn;
    private String withoutFinally;
  }

  private static Aftermath oneThrows(Mutex edition, Stage stage) throws InterruptedException {
    var seen = new Aftermath();
    List<Section> failing =
        List.of(() -> {
          throw new IllegalStateException("failed inside");
        });
    seen.caller = stage.actor("caller", () -> inExclusion(edition, failing)).end();
    seen.nextGotIn = nextGetsIn(edition, stage);

    var lock = new ReentrantLock();
    stage.actor("without finally", () -> forgetToUnlock(lock)).end();
    seen.withoutFinally = lock.isLocked() ? "stays locked" : "is free";
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

  private static Void inExclusion(Mutex edition, List<Section> sections)
      throws InterruptedException {
    edition.inExclusion(sections);
    return null;
  }

  private static void waitInside(Mutex edition, Interruption interruption)
      throws InterruptedException {
    edition.inExclusion(Collections.nCopies(2, interruption::await));
  }

  private static void computeInside(Mutex edition, Interruption interruption)
      throws InterruptedException {
    edition.inExclusion(List.of(interruption::compute));
  }

  private static void waitInTasks(Mutex edition, Interruption interruption)
      throws InterruptedException {
    Callable<Integer> task =
        () -> {
          interruption.await();
          return 0;
        };
    edition.collect(List.of(task, task), result -> {});
  }

  private static void endInside(Mutex edition, Interruption interruption)
      throws InterruptedException {
    edition.inExclusion(List.of(interruption::arrive));
  }
}
