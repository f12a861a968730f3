package showcase.recipe.pinning;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.recipe.pinning.Sleepers.Sleeper;

/** Threads that wait in places where a virtual thread may have to keep its carrier. */
public final class PinningRecipe {
  static final Parameter SLEEPERS =
      new Parameter("sleepers", 20, 1, 200, "threads that sleep, at the same time if they can");
  static final Parameter MILLIS = new Parameter("millis", 20, 1, 200, "ms that each sleeps");

  /** Whether a virtual thread keeps its carrier while it waits in a monitor or to enter one. */
  private static final boolean MONITORS_PIN = Runtime.version().feature() < 24; // JEP 491

  private static final Duration MOMENT = Duration.ofMillis(100);

  public static final Recipe<Sleepers> RECIPE =
      Recipe.<Sleepers>recipe(
              24,
              "pinning",
              "When a virtual thread holds its carrier",
              "Implement \"Monitor\"",
              Sleepers.class)
          .topic(Topic.THREADS)
          .problem(
              """
              A virtual thread runs on a carrier, a platform thread; by default there are as many
              carriers as processors. While it waits, its carrier runs others, unless it is pinned:
              then the carrier waits, too. Twenty threads wait, each time in another kind of place:
              holding a ReentrantLock, inside synchronized, in a method called by native code, at
              the entrance of a monitor, and in Object.wait. In which are they pinned?
              """)
          .python("nothing comparable: a Python thread is a thread of the operating system")
          .parameters(SLEEPERS, MILLIS)
          .witnesses(
              "Dormitory.java", "Door.java", "WaitingRoom.java", "Guest.java", "PinnedThreads.java")
          .classic(() -> new PinningClassic(), "NativeFrame.java", "Task.java", "Threads.java")
          .modern(() -> new PinningModern(), "NativeFrame.java", "Task.java")
          .situations(PinningRecipe::situations)
          .timed(
              "20 threads, each takes and releases a lock of its own",
              edition -> {
                edition.inLocks(
                    IntStream.range(0, 20).<Sleeper>mapToObj(i -> new Guest()).toList());
                return edition;
              })
          .from21to25(
              """
              throwIfFailed is gone: join itself throws, with the first failure as the cause.
              """)
          .whatChanges(
              """
              Only the threads differ. A platform thread keeps its operating-system thread wherever
              it waits. A virtual thread frees its carrier for others, except where it is pinned.
              """)
          .keepTheClassicWhen(
              """
              Threads wait in methods that native code has called. There a virtual thread is pinned
              on every release (JEP 491), and when every carrier has a pinned thread, no other
              virtual thread runs.
              """)
          .watchOutFor(
              """
              Before Java 24 a virtual thread is pinned when it blocks inside synchronized, when it
              waits to enter a monitor, and in Object.wait. On every release it is pinned when it
              blocks with a native frame on its stack, as in a class initializer or while it loads
              a class (JEP 491); before Java 26 also while it waits for another thread to initialize
              a class, and since then on fewer paths (JDK-8369238). By default, JFR records only
              jdk.VirtualThreadPinned events of 20 ms or more, and on Java 21 none for a wait to
              enter a monitor or for Object.wait.
              """)
          .seeAlso("monitor", "mutex")
          .build();

  private PinningRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<Sleepers, ?>> situations() {
    return List.of(
        asleep("each sleeps in synchronized", PinningRecipe::inMonitors)
            .claim(
                "each is in its own monitor",
                (in, seen) -> equal(in.get(SLEEPERS), seen.room.inMonitor()))
            .claim(
                "before Java 24 each virtual thread is pinned, since then none; never a"
                    + " platform thread",
                (in, seen) -> seen.pinnedAsItShould()),
        asleep("each sleeps in a ReentrantLock", PinningRecipe::inLocks)
            .claim("each holds its lock", (in, seen) -> equal(in.get(SLEEPERS), seen.room.inLock()))
            .claim("every lock is free afterwards", (in, seen) -> equal(0L, seen.room.locked()))
            .claim("none is pinned", (in, seen) -> equal(0, seen.pinned)),
        asleep("each sleeps in a native frame", PinningRecipe::inNativeFrames)
            .claim(
                "a native method is on each stack",
                (in, seen) -> equal(in.get(SLEEPERS), seen.room.inNativeFrame()))
            .claim(
                "each virtual thread is pinned, never a platform thread",
                (in, seen) -> seen.pinnedAsItShould()),
        situation("all need one monitor", PinningRecipe::atOneMonitor)
            .claim("all have slept", (in, seen) -> equal(in.get(SLEEPERS), seen.slept()))
            .claim("never two inside at once", (in, seen) -> equal(1, seen.peak()))
            .claim(
                "all arrive at the door while the first is inside; before Java 24 at most one"
                    + " virtual thread per carrier",
                (in, seen) ->
                    that(
                        seen.arrivedAsTheyShould(),
                        seen.arrivedMeanwhile() + " of " + in.get(SLEEPERS)))
            .shows("at the door meanwhile", (in, seen) -> seen.arrivedMeanwhile()),
        situation("all wait in Object.wait", PinningRecipe::inObjectWait)
            .claim(
                "each waits until its wait is over",
                (in, seen) -> equal(in.get(SLEEPERS), seen.sawTheEnd()))
            .shows("carriers used", (in, seen) -> seen.carriers()),
        situation("no sleepers", PinningRecipe::nobody)
            .claim("it returns", (in, seen) -> equal("returned", seen.toString())),
        interruptedBefore(PinningRecipe::waitInMonitors),
        interruptedWhile("one sleeps in a monitor", 1, PinningRecipe::waitInMonitors),
        interruptedWhile("one sleeps in a lock", 1, PinningRecipe::waitInLocks),
        interruptedWhile("one sleeps in a native frame", 1, PinningRecipe::waitInNativeFrames),
        interruptedWhile("one is inside and one at the door", 1, PinningRecipe::waitAtDoor),
        interruptedWhile("all are in Object.wait", 2, PinningRecipe::waitInObject),
        interruptedWhile("one computes", 1, PinningRecipe::compute),
        interruptedAtTheEnd(PinningRecipe::end));
  }

  /**
   * What was seen of guests that slept.
   *
   * @param room what the witness saw
   * @param pinned how many threads were pinned while they slept
   */
  private record Night(Dormitory room, int pinned) {
    Evidence pinnedAsItShould() {
      return that(
          pinned == room.mustBePinned(),
          "%d pinned, of %d virtual threads".formatted(pinned, room.virtual()));
    }
  }

  /** A method of the edition. */
  @FunctionalInterface
  private interface Place {
    void sleep(List<Sleeper> sleepers) throws Exception;
  }

  /** A situation in which all sleep, each in a place of its own. */
  private static Situation<Sleepers, Night> asleep(
      String name, Situation.Play<Sleepers, Night> play) {
    return Situation.<Sleepers, Night>situation(name, play)
        .claim("all have slept", (in, seen) -> equal(in.get(SLEEPERS), seen.room.slept()))
        .claim(
            "all sleep at once, unless they are pinned",
            (in, seen) ->
                that(
                    seen.room.mustBePinned() > 0 || seen.room.peak() == in.get(SLEEPERS),
                    seen.room.peak() + " at once"))
        .shows("asleep at once", (in, seen) -> seen.room.peak())
        .shows("pinned", (in, seen) -> seen.pinned);
  }

  private static Night inMonitors(Sleepers edition, Stage stage) throws Exception {
    return night(stage, MONITORS_PIN, "in synchronized", edition::inMonitors);
  }

  private static Night inLocks(Sleepers edition, Stage stage) throws Exception {
    return night(stage, false, "in a ReentrantLock", edition::inLocks);
  }

  private static Night inNativeFrames(Sleepers edition, Stage stage) throws Exception {
    return night(stage, true, "in a native frame", edition::inNativeFrames);
  }

  private static Night night(Stage stage, boolean pins, String where, Place place)
      throws Exception {
    var room = new Dormitory(stage.get(SLEEPERS), millis(stage), pins, stage);
    List<Sleeper> sleepers = room.sleepers();
    int pinned =
        PinnedThreads.inSleepOf(
                Dormitory.class,
                () -> {
                  long start = System.nanoTime();
                  place.sleep(sleepers);
                  stage.measure("slept " + where, (System.nanoTime() - start) / 1e6, "ms");
                })
            .size();
    return new Night(room, pinned);
  }

  private static Door atOneMonitor(Sleepers edition, Stage stage) throws Exception {
    var door = new Door(stage.get(SLEEPERS), millis(stage), MONITORS_PIN, stage);
    edition.atOneMonitor(door.sleepers());
    return door;
  }

  private static WaitingRoom inObjectWait(Sleepers edition, Stage stage) throws Exception {
    var room = new WaitingRoom(stage.get(SLEEPERS), stage);
    stage.actor(
        "waker",
        () -> {
          room.wakeAll();
          return null;
        });
    edition.inObjectWait(room.sleepers());
    return room;
  }

  private static Duration millis(Stage stage) {
    return Duration.ofMillis(stage.get(MILLIS));
  }

  private static Outcome<Void> nobody(Sleepers edition, Stage stage) {
    return Outcome.of(() -> {
      edition.inLocks(List.of());
      edition.inMonitors(List.of());
      edition.inNativeFrames(List.of());
      edition.atOneMonitor(List.of());
      edition.inObjectWait(List.of());
      return null;
    });
  }

  /** This many guests; in place of sleeping, each does this. */
  private static List<Sleeper> guests(int guests, Task sleep) {
    return IntStream.range(0, guests)
        .<Sleeper>mapToObj(guest ->
            new Guest() {
              @Override
              public void sleep() throws InterruptedException {
                sleep.run();
              }
            })
        .toList();
  }

  private static void waitInMonitors(Sleepers edition, Interruption interruption) throws Exception {
    edition.inMonitors(guests(3, interruption::await));
  }

  private static void waitInLocks(Sleepers edition, Interruption interruption) throws Exception {
    edition.inLocks(guests(3, interruption::await));
  }

  private static void waitInNativeFrames(Sleepers edition, Interruption interruption)
      throws Exception {
    edition.inNativeFrames(guests(3, interruption::await));
  }

  private static void waitAtDoor(Sleepers edition, Interruption interruption) throws Exception {
    edition.atOneMonitor(guests(2, interruption::await));
  }

  private static void waitInObject(Sleepers edition, Interruption interruption) throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    List<Sleeper> waiters =
        IntStream.range(0, 2)
            .<Sleeper>mapToObj(guest ->
                new Guest() {
                  @Override
                  public boolean isOver() {
                    threads.add(Thread.currentThread());
                    interruption.arrive();
                    return false;
                  }
                })
            .toList();
    interruption.call(
        () -> {
          edition.inObjectWait(waiters);
          return null;
        },
        () -> alive(threads));
  }

  /** How many live longer than the moment that a thread needs to end after its scope has. */
  private static int alive(Set<Thread> threads) throws InterruptedException {
    int alive = 0;
    for (Thread thread : threads) {
      alive += thread.join(MOMENT) ? 0 : 1;
    }
    return alive;
  }

  private static void compute(Sleepers edition, Interruption interruption) throws Exception {
    edition.inLocks(guests(1, interruption::compute));
  }

  private static void end(Sleepers edition, Interruption interruption) throws Exception {
    edition.inLocks(guests(1, interruption::end));
  }
}
