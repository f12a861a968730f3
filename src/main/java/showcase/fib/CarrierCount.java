package showcase.fib;

/**
 * Decides how many carriers are useful, based on what was measured since the previous decision.
 *
 * <p>It tries more carriers when sessions wait for their turn while a processor is idle, and keeps
 * them if they bring enough. From time to time it also tries fewer, because an earlier choice may
 * be outdated, or may have been made while the compiler was busy. Confined to one thread.
 */
final class CarrierCount {

  // If a session waits longer than this for its turn, more carriers may help.
  private static final long LONG_WAIT_NANOS = 1_000_000;

  // More carriers must bring this many times the turns. They are judged two decisions later,
  // because a thread must start first. Fewer carriers take effect immediately.
  private static final double WORTH = 1.2;
  private static final int DECISIONS_FOR_MORE = 2;
  private static final int DECISIONS_FOR_FEWER = 1;

  // Decisions between two trials; the number doubles after each trial that changed nothing.
  private static final int SHORTEST_REST = 4;
  private static final int LONGEST_REST = 20;

  // One carrier fewer is enough if the remaining ones are busy for at most this share of the time.
  private static final double ENOUGH = 0.7;

  private final int most;

  // While another number is tried: the number before, and its turns to compare with.
  private int usual;
  private long turnsOfUsual;
  private int toProve;

  private int rest = SHORTEST_REST;
  private int toRest;

  /**
   * @param most the largest number of carriers
   */
  CarrierCount(int most) {
    this.most = most;
  }

  /**
   * What was counted since the start, or between two decisions.
   *
   * @param rounds how often the poller woke sessions and then ran again after them
   * @param turns how many sessions it woke
   * @param waitedNanos how long all their turns took
   * @param nanos the current time, or the time elapsed between the two decisions
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
   * Decides on the number of carriers.
   *
   * @param carriers the current number
   * @param seen what was counted since the previous decision
   * @param idle whether the machine has an idle processor
   * @return the number there should be
   */
  int decide(int carriers, Seen seen, boolean idle) {
    double inUse = (double) carriers * seen.waitedNanos / seen.nanos;
    boolean longWait = seen.waitedNanos / Math.max(1, seen.rounds) > LONG_WAIT_NANOS;
    if (toProve > 0) {
      toProve--;
      return toProve > 0 ? carriers : conclude(carriers, seen.turns);
    }
    if (inUse < ENOUGH * (carriers - 1)) {
      rest = SHORTEST_REST; // the load has changed: what did not help before may help now
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
