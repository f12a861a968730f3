package showcase.fib;

/**
 * Decides how many carriers are of use, from what was seen since the decision before.
 *
 * <p>More are tried when sessions wait for their turn beside an idle processor, and kept if they
 * bring enough. What was right may no longer be, or was tried while the compiler was busy: so fewer
 * are tried now and then, too. Confined to one thread.
 */
final class CarrierCount {

  // A session that waits longer for its turn may have use for more carriers.
  private static final long LONG_WAIT_NANOS = 1_000_000;

  // More carriers have to bring so many times the turns, in the second decision after: a thread has
  // to start first. Fewer are fewer at once.
  private static final double WORTH = 1.2;
  private static final int DECISIONS_FOR_MORE = 2;
  private static final int DECISIONS_FOR_FEWER = 1;

  // Decisions between two trials: twice as many after each that changed nothing.
  private static final int SHORTEST_REST = 4;
  private static final int LONGEST_REST = 20;

  // One fewer is enough if those that are left are not in use for more of their time.
  private static final double ENOUGH = 0.7;

  private final int most;

  // While another number is tried: what it has to compare with.
  private int usual;
  private long turnsOfUsual;
  private int toProve;

  private int rest = SHORTEST_REST;
  private int toRest;

  /**
   * @param most how many there may be
   */
  CarrierCount(int most) {
    this.most = most;
  }

  /**
   * What was counted, from the start or between two decisions.
   *
   * @param rounds how often the poller woke sessions and had its own turn after theirs
   * @param turns how many it woke
   * @param waitedNanos how long all their turns took
   * @param nanos the time, or how much of it has passed
   */
  record Seen(long rounds, long turns, long waitedNanos, long nanos) {
    Seen since(Seen before) {
      return new Seen(
          rounds - before.rounds,
          turns - before.turns,
          waitedNanos - before.waitedNanos,
          nanos - before.nanos);
    }
  }

  /**
   * Decides.
   *
   * @param carriers how many there are
   * @param seen what was counted since the decision before
   * @param idle whether the machine has a processor with time left
   * @return how many there should be
   */
  int decide(int carriers, Seen seen, boolean idle) {
    double inUse = (double) carriers * seen.waitedNanos / seen.nanos;
    boolean longWait = seen.waitedNanos / Math.max(1, seen.rounds) > LONG_WAIT_NANOS;
    if (toProve > 0) {
      toProve--;
      return toProve > 0 ? carriers : conclude(carriers, seen.turns);
    }
    if (inUse < ENOUGH * (carriers - 1)) {
      rest = SHORTEST_REST; // another load: what was of no use may be now
      toRest = 0;
      return carriers - 1;
    }
    if (toRest > 0) {
      toRest--;
      return carriers;
    }
    if (longWait && idle && carriers < most) {
      return attempt(carriers, seen.turns, Math.min(most, 2 * carriers));
    }
    return carriers > 1 ? attempt(carriers, seen.turns, carriers / 2) : carriers;
  }

  private int attempt(int carriers, long turns, int other) {
    usual = carriers;
    turnsOfUsual = turns;
    toProve = other > carriers ? DECISIONS_FOR_MORE : DECISIONS_FOR_FEWER;
    return other;
  }

  private int conclude(int tried, long turnsOfTried) {
    boolean better =
        tried > usual ? turnsOfTried >= WORTH * turnsOfUsual : turnsOfUsual < WORTH * turnsOfTried;
    rest = better ? SHORTEST_REST : Math.min(LONGEST_REST, 2 * rest);
    toRest = rest;
    return better ? tried : usual;
  }
}
