package showcase.engine;

/**
 * The load: Fibonacci numbers by naive recursion, with about {@code fib(n)} additions
 * each.
 *
 * <p>The recursion is slow on purpose. It computes, allocates nothing, waits for nothing
 * and shares nothing, so a measurement shows only the way in which it was run. fib(35)
 * takes about 20 ms; each step of n takes 1.6 times as long as the one before.
 */
public final class Fib {

  /**
   * The largest n whose result fits into a {@code long}. Computing it by recursion would
   * take centuries.
   */
  public static final int MAX_N = 92;

  // 13,529 calls, about 20 µs: how often the interruptible variant checks for an interrupt.
  private static final int UNCHECKED_N = 20;

  private Fib() {}

  /**
   * Computes fib(n). This cannot be interrupted.
   *
   * @param n from 1 to {@link #MAX_N}; fib(1) = fib(2) = 1
   * @throws IllegalArgumentException if n is out of bounds
   */
  public static long of(int n) {
    return recurse(checked(n));
  }

  /**
   * Computes fib(n) and stops about a millisecond after an interrupt. Only the upper part
   * of the recursion checks for interrupts, so it is as fast as {@link #of}: fib(42) took
   * 450 to 467 ms against 450 to 478 (best of 8 in each of four JVMs, JDK 21 and 25,
   * 2026-11).
   *
   * @param n from 1 to {@link #MAX_N}; fib(1) = fib(2) = 1
   * @throws IllegalArgumentException if n is out of bounds
   * @throws InterruptedException if the calling thread is interrupted; its interrupt
   *     status is cleared
   */
  public static long interruptibly(int n) throws InterruptedException {
    return recurseInterruptibly(checked(n));
  }

  /**
   * Computes fib(n) quickly, by addition. The results of the slow ways are checked against
   * this.
   *
   * @param n from 1 to {@link #MAX_N}; fib(1) = fib(2) = 1
   * @throws IllegalArgumentException if n is out of bounds
   */
  public static long byAddition(int n) {
    long previous = 0;
    long current = 1;
    for (int i = 1; i < checked(n); i++) {
      long next = previous + current;
      previous = current;
      current = next;
    }
    return current;
  }

  private static int checked(int n) {
    if (n < 1 || n > MAX_N) {
      throw new IllegalArgumentException("n must be from 1 to " + MAX_N + ", not " + n);
    }
    return n;
  }

  private static long recurse(int n) {
    return n <= 2 ? 1 : recurse(n - 1) + recurse(n - 2);
  }

  private static long recurseInterruptibly(int n) throws InterruptedException {
    if (n <= UNCHECKED_N) {
      return recurse(n);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("fib(" + n + ") was interrupted");
    }
    return recurseInterruptibly(n - 1) + recurseInterruptibly(n - 2);
  }
}
