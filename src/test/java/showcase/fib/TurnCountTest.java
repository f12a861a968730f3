package showcase.fib;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests that a thread that is lost does not keep all others waiting. */
class TurnCountTest {
  private static final int TICKS_OF_A_SECOND = 20;

  private final TurnCount count = new TurnCount();

  private void ticks(int number) {
    for (int tick = 0; tick < number; tick++) {
      count.tick();
    }
  }

  @Test
  void othersWaitUntilTheLastHasItsTurn() {
    assertFalse(count.othersWait());
    count.otherWoke();
    count.otherWoke();
    assertFalse(count.otherGotItsTurn());
    assertTrue(count.othersWait());
    assertTrue(count.otherGotItsTurn());
    assertFalse(count.othersWait());
  }

  @Test
  void aTurnMayBeCountedBeforeItsCause() {
    assertFalse(count.otherGotItsTurn());
    assertFalse(count.othersWait());
    count.otherWoke();
    assertFalse(count.othersWait());
  }

  @Test
  void aThreadThatIsLostIsForgottenAfterASecond() {
    count.otherWoke();
    ticks(TICKS_OF_A_SECOND - 1);
    assertTrue(count.othersWait());
    ticks(1);
    assertFalse(count.othersWait());
  }

  @Test
  void whileAllHaveTheirTurnsNoneIsForgotten() {
    for (int turn = 0; turn < 5 * TICKS_OF_A_SECOND; turn++) {
      count.otherWoke();
      assertTrue(count.othersWait());
      ticks(1);
      assertTrue(count.otherGotItsTurn());
    }
  }
}
