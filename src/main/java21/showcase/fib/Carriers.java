package showcase.fib;

/** Java 21 cannot change the number of carriers while it runs: all of them stay. */
final class Carriers implements AutoCloseable {

  /** Takes no count. */
  void round(int woken, long nanos) {}

  /** Takes no count. */
  void aTurn() {}

  /** Changes nothing. */
  void tick() {}

  @Override
  public void close() {}
}
