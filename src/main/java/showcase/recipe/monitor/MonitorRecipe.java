package showcase.recipe.monitor;

import static showcase.catalogue.Recipe.recipe;

import java.util.List;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** An object that lets one thread in at a time, which may then enter again. */
public final class MonitorRecipe {
  static final Parameter TASKS =
      new Parameter("tasks", 4, 1, 1_000, "tasks; odd ones call foo, even ones ker");
  static final Parameter SLEEPERS =
      new Parameter("sleepers", 20, 1, 200, "virtual threads that sleep inside a lock");
  static final Parameter MILLIS = new Parameter("millis", 20, 1, 200, "ms that each sleeps");

  public static final Recipe RECIPE =
      recipe(10, "monitor", "Implement \"Monitor\"")
          .problem(
              """
              An object's method foo calls its method ker, and both let one thread in at a time. The
              thread inside foo must be able to enter ker, and no other may come between the two.
              The modern edition then measures what it costs virtual threads to sleep inside
              synchronized and inside a ReentrantLock, each inside one of its own.
              """)
          .python("an RLock, two threads: 1 in foo, 1 in ker, 2 in ker")
          .parameters(TASKS, SLEEPERS, MILLIS)
          .claims(
              new Claim(
                  "every odd task was in foo, and every task in ker",
                  (in, run) ->
                      Evidence.equal(
                          List.of((in.get(TASKS) + 1) / 2, in.get(TASKS)),
                          List.of(run.count("in foo"), run.count("in ker")))),
              new Claim(
                  "foo and its ker are never split by another task",
                  (in, run) -> Evidence.equal(List.of(), split(run))),
              new Claim(
                  "every task has left as often as it entered",
                  (in, run) -> Evidence.equal(in.get(TASKS), run.count("has left"))))
          .whatChanges(
              """
              The lock becomes an object with methods: its hold count can be asked, a wait for it can
              be interrupted, and no Java release pins a virtual thread to its carrier in it.
              """)
          .keepTheClassicWhen(
              """
              The threads are platform threads, or the Java is 24 or later: synchronized is shorter,
              and cannot be left locked. A short section without a wait inside never mattered.
              """)
          .watchOutFor(
              """
              Before Java 24 a virtual thread that waits inside synchronized keeps its carrier (JEP
              491). 100 sleepers of 100 ms on two processors, 2026-11, three runs each: Java 21.0.13
              5.0 s in synchronized, 100 or 101 times pinned, 0.1 s in a ReentrantLock; Java 25.0.3
              0.1 s in both, never pinned. Native frames pin on every release.
              """)
          .classic(() -> new MonitorClassic())
          .modern(() -> new MonitorModern(), "Pinning.java")
          .build();

  private MonitorRecipe() {}

  /**
   * The lines in foo that are not followed by the same task's line in ker; said inside
   * the lock.
   */
  private static List<Line> split(Run run) {
    List<Line> inside = run.lines().stream().filter(MonitorRecipe::isInside).toList();
    return inside.stream()
        .filter(line -> line.text().equals("in foo"))
        .filter(line -> {
          int next = inside.indexOf(line) + 1;
          var ker = new Line(line.subject(), "in ker");
          return next == inside.size() || !inside.get(next).equals(ker);
        })
        .toList();
  }

  private static boolean isInside(Line line) {
    return line.text().startsWith("in ");
  }
}
