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
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Run;
import showcase.catalogue.Transcript;
import showcase.observe.Observation;

/** Interrupts an edition in the middle: it must end soon, say so, and leave nothing. */
public final class Interruption {
  private static final long SOON_SECONDS = 20;

  private Interruption() {}

  /** Interrupts the run of this edition as soon as it has said what is waited for. */
  public static void of(
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
    await().atMost(Duration.ofSeconds(SOON_SECONDS)).until(() -> middle.test(transcript.soFar()));
    thread.interrupt();

    Observation seen = observation.get(SOON_SECONDS, TimeUnit.SECONDS);
    assertInstanceOf(InterruptedException.class, seen.failure().orElseThrow());
    assertTrue(seen.left().nothing(), () -> "left " + seen.left());
  }
}
