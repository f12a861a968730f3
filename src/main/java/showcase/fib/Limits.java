package showcase.fib;

import java.time.Duration;

/**
 * What a fib server bears. Every limit protects the others' service from one client.
 *
 * @param maxConnections connections open at once; more wait in the system's backlog, not accepted
 * @param maxN the greatest n that is computed, at most {@link showcase.engine.Fib#MAX_N}
 * @param inlineN up to this n the thread that read the request computes it; above, the workers
 * @param maxWaiting requests that may wait for a worker; one more is refused as busy
 * @param maxLine bytes in a line before its line feed
 * @param idle time without a request, after which a connection is closed
 * @param line time for a whole line, from its first byte
 * @param answer time that a client may take to accept an answer
 * @param request time that a request may wait and compute
 * @param grace time for running requests to end once the server is told to stop
 */
public record Limits(
    int maxConnections,
    int maxN,
    int inlineN,
    int maxWaiting,
    int maxLine,
    Duration idle,
    Duration line,
    Duration answer,
    Duration request,
    Duration grace) {

  /**
   * For a server that anyone may ask. fib(45) takes some 3 s of a core, so the time limit strikes
   * only where requests queue; fib(20) takes 20 µs, about what handing it over would cost.
   */
  public static final Limits DEFAULTS =
      new Limits(
          100_000,
          45,
          20,
          1_000,
          64,
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  /** How long a client whose connection ends with an error may still send. */
  static final long LINGER_NANOS = 1_000_000_000;

  /** A deadline that never comes, after {@link System#nanoTime}. */
  static final long NEVER_NANOS = Long.MAX_VALUE / 2;
}
