package showcase.recipe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Run;
import showcase.catalogue.Transcript;
import showcase.observe.Footprint;
import showcase.observe.Observation;

/** Interrupts editions in the middle: at several points of the run, or when they have said so. */
public final class Interrupted {
  /** How many lines have been said when the interrupt comes. */
  private static final List<Integer> POINTS = List.of(0, 1, 2, 7);

  private static final Duration ENOUGH = Duration.ofSeconds(30);

  private Interrupted() {}

  /**
   * Asserts that a run ends soon after the interrupt, leaves nothing, and, when it was interrupted
   * from its first step on, says so by an InterruptedException.
   */
  public static void endsClean(Recipe recipe, Map<String, String> given) throws Exception {
    Observation.warmUp();
    var arguments = Arguments.of(recipe, given, List.of());
    for (NamedEdition named : recipe.editions()) {
      assertTrue(interruptedAt(0, true, named.maker().get(), arguments), named + " was deaf");
      for (int point : POINTS) {
        interruptedAt(point, false, named.maker().get(), arguments);
      }
    }
  }

  /**
   * Interrupts the run of one edition as soon as it has said what is waited for, and asserts that it
   * ends soon after by an InterruptedException and leaves nothing.
   */
  public static void when(
      Recipe recipe, String edition, Map<String, String> given, Predicate<Run> middle)
      throws Exception {
    NamedEdition named =
        recipe.editions().stream().filter(e -> e.name().equals(edition)).findFirst().orElseThrow();
    var arguments = Arguments.of(recipe, given, List.of());
    var transcript = new Transcript();
    Observation.warmUp();
    var observation =
        new FutureTask<>(
            () -> Observation.of(() -> named.maker().get().run(arguments, transcript)));
    var thread = new Thread(observation, "run");
    thread.setDaemon(true);
    thread.start();
    await().atMost(ENOUGH).until(() -> middle.test(transcript.soFar()));
    thread.interrupt();

    Observation seen = observation.get(ENOUGH.toSeconds(), TimeUnit.SECONDS);
    assertInstanceOf(InterruptedException.class, seen.failure().orElseThrow());
    assertTrue(seen.left().nothing(), () -> "left " + seen.left());
  }

  /** Whether the run ended by an InterruptedException. */
  private static boolean interruptedAt(
      int point, boolean fromTheStart, Edition edition, Arguments arguments) throws Exception {
    Footprint before = Footprint.now();
    var transcript = new Transcript();
    var run =
        new FutureTask<>(() -> {
          if (fromTheStart) {
            Thread.currentThread().interrupt();
          }
          try {
            edition.run(arguments, transcript);
            return false;
          } catch (InterruptedException e) {
            return true;
          }
        });
    var thread = new Thread(run, "interrupted");
    thread.start();
    await().until(() -> run.isDone() || transcript.soFar().lines().size() >= point);
    thread.interrupt();
    boolean interrupted = run.get(ENOUGH.toSeconds(), TimeUnit.SECONDS);
    thread.join();
    Footprint.Left left = before.leftAfter(ENOUGH);
    assertTrue(left.nothing(), () -> "interrupted at line %d: %s".formatted(point, left));
    return interrupted;
  }
}
