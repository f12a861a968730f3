package showcase.recipe.monitor;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import showcase.catalogue.Actor;
import showcase.catalogue.Outcome;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.recipe.monitor.Monitor.Visit;

/** A re-entrant monitor with a condition to wait for. */
public final class MonitorRecipe {
  /** How long a thread that should wait is given to go on by mistake. */
  private static final Duration MOMENT = Duration.ofMillis(20);

  private static final Duration LONG_MOMENT = Duration.ofMillis(200);
  private static final int SPINS = 10_000;

  public static final Recipe<Monitor> RECIPE =
      Recipe.<Monitor>recipe(
              10, "monitor", "A class that guards itself", "Implement \"Monitor\"", Monitor.class)
          .topic(Topic.LOCKS)
          .problem(
              """
              An object is used by many threads and guards its own state. Its method foo calls its
              method ker; both let in one thread at a time, and no other thread may come in between
              the two. A third method waits inside until other threads have changed the state; the
              object is free for them meanwhile.
              """)
          .python("an RLock, two threads: 1 in foo, 1 in ker, 2 in ker")
          .witnesses("Inside.java")
          .classic(() -> new MonitorClassic())
          .modern(() -> new MonitorModern())
          .situations(MonitorRecipe::situations)
          .timed(
              "1,000 times foo and its ker, on one thread",
              edition -> {
                Visit nothing = ker(() -> {});
                for (int i = 0; i < 1_000; i++) {
                  edition.foo(nothing);
                }
                return edition;
              })
          .whatChanges(
              """
              The lock is an object with methods. A thread that waits for it can be interrupted, and
              a lock can have several conditions, one for each reason to wait. The unlock in
              finally must be written by hand.
              """)
          .keepTheClassicWhen(
              """
              The program runs on platform threads, or on Java 24 or later, and a wait at the door
              needs neither interruption nor a time limit. synchronized is shorter, and the monitor
              is always released (JLS 14.19).
              """)
          .watchOutFor(
              """
              Before Java 24 a virtual thread keeps its carrier while it waits for a monitor, while
              it waits in Object.wait, and whenever it blocks inside synchronized (JEP 491): there,
              use ReentrantLock. A wait may end without a notify (JLS 17.2.1), so it belongs in a
              loop. notify wakes one thread, and that may be the wrong one. lockInterruptibly also
              throws in a thread that already holds the lock (its Javadoc), so an interrupt during
              inFoo can end foo before its ker. Any code that has the object can lock its monitor; a
              private lock prevents that.
              """)
          .seeAlso("pinning", "mutex", "deadlock")
          .build();

  private MonitorRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<Monitor, ?>> situations() {
    return List.of(
        situation("one is in foo, the other calls ker", MonitorRecipe::fooAndKer)
            .claim(
                "foo and its ker are not split",
                (in, seen) ->
                    equal(List.of("1 in foo", "1 in ker", "2 in ker"), seen.inside.steps()))
            .claim("never two inside at once", (in, seen) -> equal(1, seen.inside.peak()))
            .claim(
                "the other is seen waiting at the door",
                (in, seen) -> that(seen.atTheDoor, seen.atTheDoor))
            .claim(
                "both calls return",
                (in, seen) -> equal(List.of("returned", "returned"), seen.ends)),
        situation("one calls foo, the other ker, again and again", MonitorRecipe::manyVisits)
            .claim("no other ker runs between a foo and its own ker", (in, seen) -> equal(0, seen)),
        situation("one waits inside until two kers are counted", MonitorRecipe::oneWaits)
            .claim(
                "the object is free while it waits",
                (in, seen) -> equal(List.of("returned", "returned"), seen.kers))
            .claim(
                "it goes on waiting after the first",
                (in, seen) -> that(seen.waitedOn, seen.waitedOn))
            .claim("it returns after the second", (in, seen) -> equal("returned", seen.waiter))
            .claim(
                "the object is free when it has returned",
                (in, seen) -> equal("returned", seen.next)),
        situation("two wait for different counts", MonitorRecipe::twoWait)
            .claim(
                "the one whose count is reached returns", (in, seen) -> equal("returned", seen.due))
            .claim(
                "the other goes on waiting", (in, seen) -> that(seen.otherWaits, seen.otherWaits)),
        situation("nothing to wait for", MonitorRecipe::nothingToWaitFor)
            .claim("it returns", (in, seen) -> equal("returned", seen.waiter))
            .claim(
                "the object is free when it has returned",
                (in, seen) -> equal("returned", seen.next)),
        situation("a visit throws", MonitorRecipe::oneThrows)
            .claim(
                "the caller gets what it threw",
                (in, seen) -> equal(Collections.nCopies(6, true), seen.gotIt))
            .claim(
                "a ker that throws is not counted", (in, seen) -> that(seen.waitsOn, seen.waitsOn))
            .claim(
                "the object is free: the next thread gets in",
                (in, seen) -> equal(Collections.nCopies(6, "returned"), seen.next)),
        situation("one is interrupted at the door", MonitorRecipe::interruptedAtTheDoor)
            .claim("the one inside returns", (in, seen) -> equal("returned", seen.inside))
            .claim(
                "the interrupt is thrown or kept",
                (in, seen) -> that(seen.threwOrKept, seen.threwOrKept))
            .claim(
                "the object is free: the next thread gets in",
                (in, seen) -> equal("returned", seen.next))
            .shows("the one at the door", (in, seen) -> seen.door),
        situation("one is interrupted while it waits inside", MonitorRecipe::waiterGivesUp)
            .claim(
                "it throws InterruptedException",
                (in, seen) -> that(seen.waiter.threw(InterruptedException.class), seen.waiter))
            .claim(
                "the object is free: the next thread gets in",
                (in, seen) -> equal("returned", seen.next)),
        interruptedBefore((edition, seen) -> edition.awaitKers(1)),
        interruptedWhile("it waits inside", 0, (edition, seen) -> edition.awaitKers(1)),
        interruptedWhile("its foo waits", 1, (edition, seen) -> edition.foo(foo(seen::await))),
        interruptedWhile("its ker waits", 1, (edition, seen) -> edition.foo(ker(seen::await))),
        interruptedAtTheEnd((edition, seen) -> edition.foo(ker(seen::end))));
  }

  /**
   * What was seen of the cheat sheet's scene.
   *
   * @param inside what the witness saw
   * @param atTheDoor whether the second was seen waiting while the first was in foo
   * @param ends what became of both calls
   */
  private record Scene(Inside inside, boolean atTheDoor, List<String> ends) {}

  private static Scene fooAndKer(Monitor edition, Stage stage) throws InterruptedException {
    var inside = new Inside(stage);
    Actor<Void> first = stage.actor("1", () -> inside.visit(1, edition::foo));
    inside.awaitFoo();
    Actor<Void> second = stage.actor("2", () -> inside.visit(2, edition::ker));
    boolean atTheDoor = second.seenWaiting();
    Thread.sleep(MOMENT);
    inside.letGo();
    return new Scene(inside, atTheDoor, List.of(first.end().toString(), second.end().toString()));
  }

  /**
   * How often a ker came between a foo and its own. Each foo goes on at the moment when the other
   * thread comes to the door: if that thread can get in between, it does before long.
   */
  private static Integer manyVisits(Monitor edition, Stage stage) throws InterruptedException {
    var between = new AtomicInteger();
    var arrivals = new AtomicInteger();
    var inFoo = new AtomicBoolean();
    Step untilOneArrives =
        () -> {
          inFoo.set(true);
          int before = arrivals.get();
          for (int spin = 0; spin < SPINS && arrivals.get() == before; spin++) {
            Thread.onSpinWait();
          }
        };
    Visit first = visit(untilOneArrives, () -> inFoo.set(false));
    Visit second = ker(() -> between.addAndGet(inFoo.get() ? 1 : 0));
    Step arrive =
        () -> {
          arrivals.incrementAndGet();
          edition.ker(second);
        };
    long end = System.nanoTime() + LONG_MOMENT.toNanos();
    BooleanSupplier goesOn = () -> between.get() == 0 && System.nanoTime() - end < 0;
    Actor<Void> fooCaller = stage.actor("1", () -> repeat(() -> edition.foo(first), goesOn));
    Actor<Void> kerCaller = stage.actor("2", () -> repeat(arrive, goesOn));
    fooCaller.end();
    kerCaller.end();
    return between.get();
  }

  private static Void repeat(Step call, BooleanSupplier goesOn) throws InterruptedException {
    while (goesOn.getAsBoolean()) {
      call.take();
    }
    return null;
  }

  /**
   * What was seen of a thread that waited for the second ker.
   *
   * @param kers what became of the calls of ker
   * @param waitedOn whether it waited before and after the first
   * @param waiter what became of it after the second
   * @param next what became of a call after that
   */
  private record Waited(List<String> kers, boolean waitedOn, String waiter, String next) {}

  private static Waited oneWaits(Monitor edition, Stage stage) throws InterruptedException {
    Actor<Void> waiter = waiter(edition, 2, stage);
    List<String> kers = new ArrayList<>();
    boolean waits = waiter.seenWaiting();
    kers.add(nextKer(edition, stage));
    boolean waitsOn = stillWaits(waiter);
    kers.add(nextKer(edition, stage));
    String end = waiter.end().toString();
    return new Waited(kers, waits && waitsOn, end, nextKer(edition, stage));
  }

  /**
   * What was seen of two that waited.
   *
   * @param due what became of the one whose count was reached
   * @param otherWaits whether the other still waited then
   */
  private record Two(String due, boolean otherWaits) {}

  /** The one whose count is not reached waits for longer, and a notify of one would wake it. */
  private static Two twoWait(Monitor edition, Stage stage) throws InterruptedException {
    Actor<Void> other =
        stage.actor(
            "waits for 2",
            () -> stage.does("waits for 2", "waits inside", () -> awaitKers(edition, 2)));
    other.seenWaiting();
    Actor<Void> due =
        stage.actor(
            "waits for 1",
            () -> stage.does("waits for 1", "waits inside", () -> awaitKers(edition, 1)));
    due.seenWaiting();
    nextKer(edition, stage);
    return new Two(due.end().toString(), stillWaits(other));
  }

  private static Waited nothingToWaitFor(Monitor edition, Stage stage) throws InterruptedException {
    String end = waiter(edition, 0, stage).end().toString();
    return new Waited(List.of(), false, end, nextKer(edition, stage));
  }

  /**
   * What was seen after visits threw.
   *
   * @param gotIt for each, whether its caller got what it threw
   * @param waitsOn whether a thread still waits for one ker more than have returned
   * @param next for each, what became of the next call
   */
  private record Aftermath(List<Boolean> gotIt, boolean waitsOn, List<String> next) {}

  /** An exception, then an Error: in foo, in the ker that it calls, and in a ker called directly. */
  private static Aftermath oneThrows(Monitor edition, Stage stage) throws InterruptedException {
    Step exception =
        () -> {
          throw new IllegalStateException("failed inside");
        };
    Step error =
        () -> {
          throw new AssertionError("failed inside");
        };
    List<Boolean> gotIt = new ArrayList<>();
    List<String> next = new ArrayList<>();
    Actor<Void> waiter = waiter(edition, 2 * 3 + 1, stage);
    waiter.seenWaiting();
    for (Step failing : List.of(exception, error)) {
      List<Callable<Void>> calls =
          List.of(
              () -> foo(edition, foo(failing)),
              () -> foo(edition, ker(failing)),
              () -> ker(edition, ker(failing)));
      for (Callable<Void> call : calls) {
        Outcome<Void> end = stage.actor("caller", call).end();
        gotIt.add(
            end instanceof Outcome.Threw<Void>(Throwable thrown)
                && "failed inside".equals(thrown.getMessage()));
        next.add(nextKer(edition, stage));
      }
    }
    return new Aftermath(gotIt, stillWaits(waiter), next);
  }

  /**
   * What was seen of a thread that was interrupted at the door.
   *
   * @param inside what became of the one inside
   * @param threwOrKept whether the one at the door threw InterruptedException or is interrupted
   * @param door what it did while the other was still inside
   * @param next what became of the next call
   */
  private record Door(String inside, boolean threwOrKept, String door, String next) {}

  private static Door interruptedAtTheDoor(Monitor edition, Stage stage)
      throws InterruptedException {
    var inside = new Inside(stage);
    Actor<Void> first = stage.actor("1", () -> inside.visit(1, edition::foo));
    inside.awaitFoo();
    Actor<Boolean> second =
        stage.actor(
            "2",
            () -> {
              inside.visit(2, edition::ker);
              return Thread.currentThread().isInterrupted();
            });
    second.seenWaiting();
    second.interrupt();
    boolean gaveUp = second.thread().join(LONG_MOMENT);
    inside.letGo();
    String end = first.end().toString();
    Outcome<Boolean> outcome = second.end();
    return new Door(
        end,
        outcome.threw(InterruptedException.class) || outcome.equals(new Outcome.Returned<>(true)),
        gaveUp ? outcome.toString() : "goes on waiting",
        nextKer(edition, stage));
  }

  /**
   * What was seen of a thread that was interrupted while it waited inside.
   *
   * @param waiter what became of it
   * @param next what became of the next call
   */
  private record GivenUp(Outcome<Void> waiter, String next) {}

  private static GivenUp waiterGivesUp(Monitor edition, Stage stage) throws InterruptedException {
    Actor<Void> waiter = waiter(edition, 1, stage);
    waiter.seenWaiting();
    waiter.interrupt();
    return new GivenUp(waiter.end(), nextKer(edition, stage));
  }

  private static String nextKer(Monitor edition, Stage stage) throws InterruptedException {
    return stage.actor("next", () -> ker(edition, ker(() -> {}))).end().toString();
  }

  private static boolean stillWaits(Actor<?> actor) throws InterruptedException {
    return !actor.thread().join(MOMENT) && actor.seenWaiting();
  }

  private static Void foo(Monitor edition, Visit visit) throws InterruptedException {
    edition.foo(visit);
    return null;
  }

  private static Void ker(Monitor edition, Visit visit) throws InterruptedException {
    edition.ker(visit);
    return null;
  }

  private static Actor<Void> waiter(Monitor edition, int count, Stage stage) {
    return stage.actor(
        "waiter", () -> stage.does("waiter", "waits inside", () -> awaitKers(edition, count)));
  }

  private static Void awaitKers(Monitor edition, int count) throws InterruptedException {
    edition.awaitKers(count);
    return null;
  }

  /** What happens in one of the two methods. */
  @FunctionalInterface
  private interface Step {
    void take() throws InterruptedException;
  }

  /** A visit in which something happens in foo only. */
  private static Visit foo(Step step) {
    return visit(step, () -> {});
  }

  /** A visit in which something happens in ker only. */
  private static Visit ker(Step step) {
    return visit(() -> {}, step);
  }

  private static Visit visit(Step foo, Step ker) {
    return new Visit() {
      @Override
      public void inFoo() throws InterruptedException {
        foo.take();
      }

      @Override
      public void inKer() throws InterruptedException {
        ker.take();
      }
    };
  }
}
