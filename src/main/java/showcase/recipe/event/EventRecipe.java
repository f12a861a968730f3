package showcase.recipe.event;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import showcase.catalogue.Actor;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.recipe.event.Events.OneTime;
import showcase.recipe.event.Events.Repeatable;

/** Lets many threads wait until something has happened. */
public final class EventRecipe {
  static final Parameter WAITERS =
      new Parameter("waiters", 3, 1, 1_000, "threads that wait for the event");

  /** How often the event is set and cleared while threads wait for it. */
  private static final int ROUNDS = 20;

  /** The timeout of a wait that is to time out. */
  private static final Duration A_WHILE = Duration.ofMillis(20);

  /** More nanoseconds than a {@code long} can hold. */
  private static final Duration FOR_EVER = Duration.ofDays(365_000);

  private static final String WAITS = "waits for the event";
  private static final String PASSED = "returned passed";

  public static final Recipe<Events> RECIPE =
      Recipe.<Events>recipe(
              12,
              "event",
              "Wait until something has happened",
              "Ensure tasks has done",
              Events.class)
          .topic(Topic.LOCKS)
          .problem(
              """
              Several threads wait for an event. When it is set, all of them pass, and threads that
              come later pass at once. One kind of event happens once, with a value or a failure.
              The other can be cleared, and then threads wait again.
              """)
          .python(
              "1, 2 and 3 wait event; 3 s later: 2 get event set, 3 get event set, 1 get event set")
          .parameters(WAITERS)
          .classic(() -> new EventClassic(), "ResettableEvent.java")
          .modern(() -> new EventModern(), "RenewableEvent.java")
          .situations(EventRecipe::situations)
          .timed(
              "an event is set, and a wait for it returns",
              events -> {
                Repeatable event = events.repeatable();
                event.set();
                event.await();
                return event;
              })
          .whatChanges(
              """
              A CompletableFuture is the event: it provides the value, the failure and the wait that
              the classic edition builds around a latch. It completes once, so an event that
              repeats takes a new future each time; the classic edition keeps a count. Neither
              edition owns a thread.
              """)
          .keepTheClassicWhen(
              """
              The event happens once and carries nothing: a CountDownLatch says just that, can
              count down from more than one, and serves virtual threads as well.
              """)
          .watchOutFor(
              """
              With a flag alone, waiting threads miss an event that is cleared right after it is
              set: they find it cleared when they wake up. CompletableFuture.join cannot be
              interrupted; get can. And orTimeout completes the future itself (its Javadoc), so it
              ends the wait of every thread.
              """)
          .seeAlso("monitor", "futures")
          .build();

  private EventRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<Events, ?>> situations() {
    return List.of(
        situation("threads wait, then the event is set", EventRecipe::scene)
            .claim("none passes before", (in, seen) -> equal(0, seen.before))
            .claim(
                "all pass when it is set",
                (in, seen) -> equal(allPass(in.get(WAITERS)), seen.after))
            .claim(
                "a thread that comes later passes at once", (in, seen) -> equal(PASSED, seen.late)),
        situation("the event is cleared, and set again", EventRecipe::again)
            .claim(
                "it is set, then not, then set",
                (in, seen) -> equal(List.of(true, false, true), seen.states))
            .claim("once it is cleared, a thread waits", (in, seen) -> equal(0, seen.before))
            .claim("it passes when it is set again", (in, seen) -> equal(PASSED, seen.end)),
        situation("the event is set and immediately cleared", EventRecipe::setAndClear)
            .claim(
                "all that waited pass, every time",
                (in, seen) -> equal(allPass(seen.size()), seen)),
        situation("an event that is not set is cleared", EventRecipe::clearForNothing)
            .claim("the thread that waits passes when it is set", (in, end) -> equal(PASSED, end)),
        situation("a wait with a timeout", EventRecipe::timed)
            .claim(
                "false when the time is up, and not before",
                (in, seen) -> that(!seen.passed && !seen.early, told(seen.passed, seen.early)))
            .claim(
                "false at once if the timeout is zero or negative",
                (in, seen) -> equal(List.of(false, false), seen.withoutTime))
            .claim("true if it is set in time", (in, seen) -> equal("returned true", seen.inTime))
            .claim(
                "true if it was set before, even with a zero timeout",
                (in, seen) -> that(seen.already, seen.already)),
        situation("an event happens once, with a value", EventRecipe::value)
            .claim(
                "all get the value",
                (in, seen) ->
                    equal(Collections.nCopies(in.get(WAITERS), "returned first"), seen.waiting))
            .claim(
                "a second value or failure changes nothing",
                (in, seen) -> equal(List.of("returned first", "returned first"), seen.late)),
        situation("an event happens once, with a failure", EventRecipe::failure)
            .claim(
                "each thread gets it: checked, unchecked or Error",
                (in, seen) -> equal(seen.given, seen.gotten)),
        situation("an event is made to fail without a cause", EventRecipe::noCause)
            .claim(
                "NullPointerException, and the event has not happened",
                (in, ends) ->
                    equal(List.of("threw NullPointerException: cause", "returned value"), ends)),
        situation("a wait for a value times out", EventRecipe::timedValue)
            .claim(
                "TimeoutException when the time is up, and not before",
                (in, seen) ->
                    that(
                        seen.end.threw(TimeoutException.class) && !seen.early,
                        told(seen.end, seen.early)))
            .claim(
                "the others still wait, and get the value",
                (in, seen) -> equal(List.of("returned late", "returned late"), seen.others)),
        situation("an interrupted thread waits for a past event", EventRecipe::past)
            .claim(
                "it returns the value, or throws InterruptedException",
                (in, end) ->
                    that(
                        end.threw(InterruptedException.class)
                            || end.toString().equals("returned the value"),
                        end))
            .shows("the wait", (in, end) -> end),
        interruptedBefore((events, caller) -> events.repeatable().await()),
        interruptedWhile("it waits", 0, (events, caller) -> events.repeatable().await()),
        interruptedWhile(
            "it waits with a timeout", 0, (events, caller) -> events.repeatable().await(FOR_EVER)),
        interruptedWhile("it waits for a value", 0, (events, caller) -> events.oneTime().await()),
        interruptedWhile(
            "it waits for a value with a timeout",
            0,
            (events, caller) -> events.oneTime().await(FOR_EVER)));
  }

  private static String told(Object end, boolean early) {
    return end + (early ? ", too early" : "");
  }

  private static List<String> allPass(int threads) {
    return Collections.nCopies(threads, PASSED);
  }

  /**
   * The cheat sheet's scene.
   *
   * @param before how many threads had passed when the event was set
   * @param after how those that waited ended
   * @param late how a later thread ended
   */
  private record Scene(int before, List<String> after, String late) {}

  private static Scene scene(Events events, Stage stage) throws InterruptedException {
    Repeatable event = events.repeatable();
    List<Actor<String>> waiting = new ArrayList<>();
    for (int id = 1; id <= stage.get(WAITERS); id++) {
      int waiter = id;
      stage.say(id, "waits");
      waiting.add(
          waiting(
              stage,
              () -> {
                String end = stage.does(waiter, WAITS, () -> pass(event));
                stage.say(waiter, "passes");
                return end;
              }));
    }
    int before = ended(waiting);
    stage.say("event", "is set");
    event.set();
    List<String> after = ends(waiting);
    String late =
        ends(List.of(stage.actor("late", () -> stage.does("late", WAITS, () -> pass(event)))))
            .getFirst();
    stage.say("late", late);
    return new Scene(before, after, late);
  }

  /**
   * What was seen of an event that was set, cleared and set again.
   *
   * @param states whether it was set, after each of these
   * @param before how many threads passed while it was cleared
   * @param end how that thread ended when it was set again
   */
  private record Again(List<Boolean> states, int before, String end) {}

  private static Again again(Events events, Stage stage) throws InterruptedException {
    Repeatable event = events.repeatable();
    List<Boolean> states = new ArrayList<>();
    event.set();
    states.add(event.isSet());
    event.clear();
    states.add(event.isSet());
    Actor<String> waits = waiting(stage, () -> stage.does("waiter", WAITS, () -> pass(event)));
    int before = ended(List.of(waits));
    event.set();
    states.add(event.isSet());
    return new Again(states, before, waits.end().toString());
  }

  /** With a flag alone, a thread that wakes up after the clear would wait on. */
  private static List<String> setAndClear(Events events, Stage stage) throws InterruptedException {
    Repeatable event = events.repeatable();
    List<String> ends = new ArrayList<>();
    for (int round = 0; round < ROUNDS && ends.equals(allPass(ends.size())); round++) {
      List<Actor<String>> waiting = new ArrayList<>();
      waiting.add(waiting(stage, () -> pass(event)));
      waiting.add(waiting(stage, () -> event.await(FOR_EVER) ? "passed" : "timed out"));
      waiting.add(waiting(stage, () -> pass(event)));
      event.set();
      event.clear();
      ends.addAll(ends(waiting));
    }
    return ends;
  }

  private static String clearForNothing(Events events, Stage stage) throws InterruptedException {
    Repeatable event = events.repeatable();
    Actor<String> waits = waiting(stage, () -> pass(event));
    event.clear();
    event.set();
    return waits.end().toString();
  }

  /**
   * Waits with a timeout.
   *
   * @param passed whether a wait for an event that was never set passed
   * @param early whether it ended before its time
   * @param withoutTime waits for it with no time, and with less
   * @param inTime the end of a wait for an event that was set meanwhile
   * @param already a wait without time for an event that is set
   */
  private record Timed(
      boolean passed, boolean early, List<Boolean> withoutTime, String inTime, boolean already) {}

  private static Timed timed(Events events, Stage stage) throws InterruptedException {
    Repeatable event = events.repeatable();
    long start = System.nanoTime();
    boolean passed = event.await(A_WHILE);
    boolean early = System.nanoTime() - start < A_WHILE.toNanos();
    List<Boolean> withoutTime = List.of(event.await(Duration.ZERO), event.await(A_WHILE.negated()));
    Actor<Boolean> waits = waiting(stage, () -> event.await(FOR_EVER));
    event.set();
    String inTime = waits.end().toString();
    return new Timed(passed, early, withoutTime, inTime, event.await(Duration.ZERO));
  }

  /** How the threads that waited for a value ended, and those that came later. */
  private record Values(List<String> waiting, List<String> late) {}

  private static Values value(Events events, Stage stage) throws InterruptedException {
    OneTime<String> event = events.oneTime();
    List<Actor<String>> waiting = new ArrayList<>();
    for (int id = 0; id < stage.get(WAITERS); id++) {
      Callable<String> wait = id % 2 == 0 ? event::await : () -> event.await(FOR_EVER);
      waiting.add(waiting(stage, () -> stage.does("waiter", WAITS, wait::call)));
    }
    event.set("first");
    List<String> ends = ends(waiting);
    event.set("second");
    event.fail(new IllegalStateException("third"));
    Actor<String> late = stage.actor("late", event::await);
    Actor<String> last = stage.actor("last", () -> event.await(Duration.ZERO));
    return new Values(ends, ends(List.of(late, last)));
  }

  /** What the events were made to fail with, and the causes of what the threads got. */
  private record Failures(List<Throwable> given, List<Object> gotten) {}

  private static Failures failure(Events events, Stage stage) throws InterruptedException {
    List<Throwable> given =
        List.of(
            new IOException("disk"),
            new IllegalStateException("state"),
            new Error("worse"),
            new CompletionException(new IOException("inside")),
            new CancellationException("not of the event"));
    List<Object> gotten = new ArrayList<>();
    for (Throwable cause : given) {
      OneTime<String> event = events.oneTime();
      Actor<String> waits = waiting(stage, event::await);
      event.fail(cause);
      Outcome<String> end = waits.end();
      gotten.add(
          end instanceof Outcome.Threw<String>(ExecutionException failure)
              ? failure.getCause()
              : end);
    }
    return new Failures(given, gotten);
  }

  private static List<String> noCause(Events events, Stage stage) throws InterruptedException {
    OneTime<String> event = events.oneTime();
    Outcome<Void> failed =
        Outcome.of(() -> {
          event.fail(null);
          return null;
        });
    event.set("value");
    return List.of(failed.toString(), stage.actor("late", event::await).end().toString());
  }

  /** The wait that timed out, whether it did so too early, and the ends of the others. */
  private record TimedValue(Outcome<String> end, boolean early, List<String> others) {}

  private static TimedValue timedValue(Events events, Stage stage) throws InterruptedException {
    OneTime<String> event = events.oneTime();
    List<Actor<String>> others =
        List.of(waiting(stage, event::await), waiting(stage, () -> event.await(FOR_EVER)));
    long start = System.nanoTime();
    Outcome<String> end = Outcome.of(() -> event.await(A_WHILE));
    boolean early = System.nanoTime() - start < A_WHILE.toNanos();
    event.set("late");
    return new TimedValue(end, early, ends(others));
  }

  private static Outcome<String> past(Events events, Stage stage) throws InterruptedException {
    OneTime<String> event = events.oneTime();
    event.set("the value");
    return stage
        .actor(
            "interrupted",
            () -> {
              Thread.currentThread().interrupt();
              return event.await();
            })
        .end();
  }

  private static String pass(Repeatable event) throws InterruptedException {
    event.await();
    return "passed";
  }

  /** A thread that is seen waiting, or has ended too early. */
  private static <T> Actor<T> waiting(Stage stage, Callable<T> wait) throws InterruptedException {
    Actor<T> actor = stage.actor("waiter", wait);
    actor.seenWaiting();
    return actor;
  }

  /** How many have ended, after a moment in which one that should wait could. */
  private static int ended(List<Actor<String>> actors) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(20);
    return (int) actors.stream().filter(actor -> !actor.thread().isAlive()).count();
  }

  private static List<String> ends(List<Actor<String>> actors) throws InterruptedException {
    List<String> ends = new ArrayList<>();
    for (Actor<String> actor : actors) {
      ends.add(actor.end().toString());
    }
    return ends;
  }
}
