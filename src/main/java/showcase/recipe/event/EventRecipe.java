package showcase.recipe.event;

import static showcase.catalogue.Recipe.recipe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** Lets many threads wait for one thing to happen. */
public final class EventRecipe {
  static final Parameter WAITERS =
      new Parameter("waiters", 3, 1, 1_000, "tasks that wait for the event");

  /** How long a wait lasts that is to be in vain. */
  static final Duration A_WHILE = Duration.ofMillis(20);

  public static final Recipe RECIPE =
      recipe(12, "event", "Using 'event'")
          .problem(
              """
              Three tasks wait for an event. It is set when all three wait, and all pass; who comes
              later passes at once. A second event can be cleared: then a wait for it ends in vain
              after a while, and another one ends when it is set again.
              """)
          .python(
              "1, 2 and 3 wait event; 3 s later: 2 get event set, 3 get event set, 1 get event set")
          .parameters(WAITERS)
          .claims(
              new Claim(
                  "all waited before the event was set, and none had passed",
                  (in, run) ->
                      Evidence.equal(
                          everyone(in, "waits"), sorted(run.lines().subList(0, set(run))))),
              new Claim(
                  "all passed after it was set, and who came later, too",
                  (in, run) -> Evidence.equal(everyoneAndLate(in), passedBetween(run))),
              new Claim(
                  "cleared, it lets nobody pass: a wait with a timeout ends in vain",
                  (in, run) -> Evidence.equal(List.of("false"), run.saidBy("passed in time"))),
              new Claim(
                  "who waits after the clear passes when it is set again, not before",
                  (in, run) ->
                      Evidence.equal(
                          List.of(
                              new Line("another", "waits"),
                              new Line("event", "is set again"),
                              new Line("another", "passes")),
                          run.lines().subList(fromAnother(run), run.lines().size()))))
          .whatChanges(
              """
              A future is the event, and it can do more: carry a value, fail, have a timeout, or be
              awaited together with others. It cannot be cleared, so a new one takes its place. Those
              who wait cost no kernel thread.
              """)
          .keepTheClassicWhen(
              """
              The event happens once and many must have it happen: a CountDownLatch says just that,
              counts down from more than one, and serves virtual threads as well.
              """)
          .watchOutFor(
              """
              Set and cleared at once, an event that is a mere flag is missed by those who wait: they
              wake up when it is down again. And join() on a future is deaf to interrupts; get() is
              not.
              """)
          .classic(() -> new EventClassic(), "ResettableEvent.java")
          .modern(() -> new EventModern(), "RenewableEvent.java")
          .build();

  private EventRecipe() {}

  /** Where the first event was set; the whole length if it never was. */
  private static int set(Run run) {
    int index = run.indexOf("event", "is set");
    return index < 0 ? run.lines().size() : index;
  }

  private static int fromAnother(Run run) {
    return Math.max(0, run.indexOf("another", "waits"));
  }

  private static List<String> everyone(Arguments in, String text) {
    return IntStream.range(0, in.get(WAITERS)).mapToObj(id -> id + " " + text).sorted().toList();
  }

  private static List<String> everyoneAndLate(Arguments in) {
    List<String> all = new ArrayList<>(everyone(in, "passes"));
    all.add("late passes");
    return all;
  }

  /** Between the first event and the wait for the second one. */
  private static List<String> passedBetween(Run run) {
    var lines = run.lines().subList(set(run), Math.max(set(run), fromAnother(run)));
    return sorted(lines.stream().filter(line -> line.text().equals("passes")).toList());
  }

  private static List<String> sorted(List<Line> lines) {
    return lines.stream().map(Line::toString).sorted().toList();
  }
}
