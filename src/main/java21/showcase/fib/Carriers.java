package showcase.fib;

/** Does nothing: Java 21 cannot change the number of carriers at run time. */
final class Carriers implements AutoCloseable {

  /** Counts nothing. */
  void countRound(int woken, long nanos) {}

  /** Counts nothing. */
  void countTurn() {}

  /** Changes nothing. */
  void tick() {}

  @Override
  public void close() {}
}
