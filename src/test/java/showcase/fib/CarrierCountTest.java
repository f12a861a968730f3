package showcase.fib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import showcase.fib.CarrierCount.Seen;

/** Tests the decisions for known loads; each decision sees half a second of load. */
class CarrierCountTest {
  private static final long HALF_A_SECOND = 500_000_000;

  private final CarrierCount count = new CarrierCount(4);
  private int carriers = 1;

  /** Returns this many decisions under a load that keeps all carriers busy. */
  private List<Integer> busy(int decisions, IntToLongFunction turns, boolean idle) {
    var decided = new ArrayList<Integer>();
    for (int i = 0; i < decisions; i++) {
      var seen = new Seen(100, turns.applyAsLong(carriers), HALF_A_SECOND, HALF_A_SECOND);
      carriers = count.decide(carriers, seen, idle);
      decided.add(carriers);
    }
    return decided;
  }

  @Test
  void moreCarriersAreTriedWhileAProcessorIsIdleAndKeptIfTheyBringTurns() {
    assertEquals(List.of(2, 2, 2), busy(3, carriers -> 1000L * carriers, true));
    assertEquals(List.of(2, 2, 2, 2, 4, 4, 4), busy(7, carriers -> 1000L * carriers, true));
  }

  @Test
  void moreCarriersThatBringLittleAreRemoved() {
    assertEquals(List.of(2, 2, 1), busy(3, carriers -> 1000 + 100L * carriers, true));
  }

  @Test
  void noCarriersAreAddedOnABusyMachine() {
    assertEquals(List.of(1, 1, 1, 1), busy(4, carriers -> 1000L * carriers, false));
  }

  @Test
  void noCarriersAreAddedWhileWaitsAreShort() {
    var soon = new Seen(1000, 50_000, HALF_A_SECOND, HALF_A_SECOND);
    assertEquals(1, count.decide(1, soon, true));
  }

  @Test
  void fewerCarriersAreTriedAndKeptIfTheyDoTheSame() {
    carriers = 2;
    assertEquals(List.of(1, 1, 1), busy(3, carriers -> 1000, false));
  }

  @Test
  void fewerCarriersThatDoLessAreUndone() {
    carriers = 2;
    assertEquals(List.of(1, 2, 2), busy(3, carriers -> 1000L * carriers, false));
  }

  @Test
  void carriersAreRemovedWithoutATrialWhileTheOthersSuffice() {
    var hardlyUsed = new Seen(100, 1000, HALF_A_SECOND / 10, HALF_A_SECOND);
    assertEquals(3, count.decide(4, hardlyUsed, true));
    assertEquals(2, count.decide(3, hardlyUsed, true));
    assertEquals(1, count.decide(2, hardlyUsed, true));
    assertEquals(1, count.decide(1, hardlyUsed, true));
  }

  @Test
  void afterALightLoadMoreCarriersAreTriedImmediately() {
    busy(60, carriers -> 1000L * Math.min(2, carriers), true); // four did not help
    assertEquals(2, carriers);
    carriers = count.decide(2, new Seen(10, 100, HALF_A_SECOND / 100, HALF_A_SECOND), true);
    assertEquals(1, carriers);
    assertEquals(List.of(2), busy(1, carriers -> 1000L * carriers, true));
  }

  @Test
  void trialsWithoutSuccessBecomeLessFrequent() {
    List<Integer> decided = busy(100, carriers -> 1000, true);
    var starts = new ArrayList<Integer>();
    for (int i = 0; i < decided.size(); i++) {
      if (decided.get(i) == 2 && (i == 0 || decided.get(i - 1) == 1)) {
        starts.add(i);
      }
    }
    // Three decisions for each trial, and 8, 16, 20 between them.
    assertEquals(List.of(0, 11, 30, 53, 76, 99), starts);
  }
}
