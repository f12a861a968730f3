package showcase.fib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests at which ticks the time limits are enforced. */
class TicksTest {
  private final Ticks ticks = new Ticks(0);
  private long now;

  private boolean enforcedAfterMillis(long millis) {
    now += Duration.ofMillis(millis).toNanos();
    return ticks.enforces(now);
  }

  @Test
  void atRegularTicksTheyAreEnforced() {
    for (int tick = 0; tick < 1_000; tick++) {
      assertTrue(enforcedAfterMillis(50));
    }
  }

  @Test
  void afterALateTickThereIsTimeToRead() {
    assertTrue(enforcedAfterMillis(50));
    assertFalse(enforcedAfterMillis(5_000), "clients would be cut before their bytes are read");
    for (int tick = 1; tick < Ticks.TO_READ; tick++) {
      assertFalse(enforcedAfterMillis(50));
    }
    assertTrue(enforcedAfterMillis(50));
    assertTrue(enforcedAfterMillis(50));
  }

  /** It rests when it is out of memory, and closing what is overdue would free some. */
  @Test
  void aPauseOfTheWatchItselfIsNoStop() {
    assertTrue(enforcedAfterMillis(50));
    now += Duration.ofMillis(5_000).toNanos();
    ticks.paused(now);
    assertTrue(enforcedAfterMillis(50));
  }

  @Test
  void aSecondStopIsNotTakenForTheEndOfThatTime() {
    assertFalse(enforcedAfterMillis(5_000));
    assertFalse(enforcedAfterMillis(50));
    assertFalse(enforcedAfterMillis(5_000));
    for (int tick = 1; tick < Ticks.TO_READ; tick++) {
      assertFalse(enforcedAfterMillis(50));
    }
    assertTrue(enforcedAfterMillis(50));
  }

  @Test
  void ifEachTickIsLateTheyAreStillEnforced() {
    int enforced = 0;
    for (int tick = 0; tick < 5 * (Ticks.MOST_SKIPPED + 1); tick++) {
      enforced += enforcedAfterMillis(200) ? 1 : 0;
    }
    assertEquals(5, enforced);
  }
}
