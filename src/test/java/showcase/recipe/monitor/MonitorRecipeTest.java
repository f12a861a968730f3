package showcase.recipe.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import showcase.catalogue.Edition;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class MonitorRecipeTest {
  private static final int SLEEPERS = 10;
  private static final Duration SLEEP = Duration.ofMillis(5);

  @Test
  void claimsCatchAMonitorThatLetsAnotherInBetween() throws Exception {
    Edition broken =
        (in, transcript) -> {
          transcript.say(1, "in foo");
          transcript.say(2, "in ker");
          transcript.say(1, "in ker");
          transcript.say(1, "has left");
          transcript.say(2, "has left");
        };

    assertEquals(
        List.of("foo and its ker are never split by another task"),
        Planted.failing(MonitorRecipe.RECIPE, Map.of("tasks", "2"), broken));
  }

  @Test
  void claimsCatchALockThatIsLeftOnceTooSeldom() throws Exception {
    Edition broken =
        (in, transcript) -> {
          transcript.say(1, "in foo");
          transcript.say(1, "in ker");
          transcript.say(1, "is still inside");
        };

    assertEquals(
        List.of("every task has left as often as it entered"),
        Planted.failing(MonitorRecipe.RECIPE, Map.of("tasks", "1"), broken));
  }

  @Test
  @EnabledOnJre(JRE.JAVA_21)
  void aSleepInsideSynchronizedPinsOnJava21() throws Exception {
    assertTrue(Pinning.inMonitors(SLEEPERS, SLEEP).pinned() >= SLEEPERS);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void aSleepInsideSynchronizedPinsNoLonger() throws Exception {
    assertEquals(0, Pinning.inMonitors(SLEEPERS, SLEEP).pinned());
  }

  @Test
  void aSleepInsideALockNeverPins() throws Exception {
    assertEquals(0, Pinning.inLocks(SLEEPERS, SLEEP).pinned());
  }

  @Test
  void anInterruptEndsTheTasksAtTheDoor() throws Exception {
    Interrupted.endsClean(MonitorRecipe.RECIPE, Map.of("tasks", "1000", "sleepers", "1"));
  }

  @Test
  void anInterruptEndsTheSleepers() throws Exception {
    Interrupted.when(
        MonitorRecipe.RECIPE,
        "modern",
        Map.of("sleepers", "200", "millis", "200"),
        run -> run.count("has left") == 4);
  }
}
