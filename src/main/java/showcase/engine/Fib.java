package showcase.engine;

/**
 * The load: Fibonacci numbers by the naive recursion, about {@code fib(n)} additions
 * each.
 *
 * <p>Slow on purpose. It computes, allocates nothing, waits for nothing and shares
 * nothing, so what is timed is the way it was run. fib(35) takes about 20 ms; each step
 * of n costs 1.6 times the one before.
 */
public final class Fib {

  /**
   * The greatest n whose result fits a {@code long}. Nobody waits for it: it takes
   * centuries.
   */
  public static final int MAX_N = 92;

  // 13,529 calls, some 20 µs: this often the interruptible variant looks up.
  private static final int UNCHECKED_N = 20;

  private Fib() {}

  /**
   * Computes fib(n), deaf to interrupts until it is done.
   *
   * @param n from 1 to {@link #MAX_N}; fib(1) = fib(2) = 1
   * @throws IllegalArgumentException if n is out of bounds
   */
  public static long of(int n) {
    return recurse(checked(n));
  }

  /**
   * Computes fib(n) and stops within a millisecond or so of an interrupt. Only the upper
   * part of the recursion asks for the interrupt, so it is as fast as {@link #of}:
   * fib(42) took 450 to 467 ms against 450 to 478 (best of 8 in each of four JVMs, JDK 21
   * and 25, 2026-11).
   *
   * @param n from 1 to {@link #MAX_N}; fib(1) = fib(2) = 1
   * @throws IllegalArgumentException if n is out of bounds
   * @throws InterruptedException if the calling thread is interrupted; its interrupt
   *     status is clear
   */
  public static long interruptibly(int n) throws InterruptedException {
    return recurseInterruptibly(checked(n));
  }

  /**
   * Computes fib(n) at once, by addition: what the results of the slow ways are checked against.
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
