package showcase.fib;

import java.time.Duration;

/**
 * The limits of a fib server. Each of them protects all other clients from a single one.
 *
 * @param maxConnections maximum number of open connections; further ones wait in the backlog
 * @param maxN the largest n to compute, at most {@link showcase.engine.Fib#MAX_N}
 * @param inlineN the largest n that the thread which read the request computes itself; the workers
 *     compute larger ones
 * @param maxWaiting maximum number of requests that wait for a worker; further ones are refused
 * @param maxLine maximum number of bytes in a line, without its line feed
 * @param idle time without a request after which a connection is closed
 * @param line time limit for a whole line, from its first byte
 * @param answer time that a client may take to accept an answer
 * @param request time that a request may wait and compute in total
 * @param grace time that running requests have to end when the server is stopped
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
   * Defaults for a server that anyone may use. fib(45) takes about 3 s on one core, so requests hit
   * the time limit only if they queue. fib(20) takes 20 µs, about as long as a handoff to a worker.
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

  /** How long a client may still send after its connection ended with an error. */
  static final long LINGER_NANOS = 1_000_000_000;

  /** Added to {@link System#nanoTime}, a deadline that never comes. */
  static final long NEVER_NANOS = Long.MAX_VALUE / 2;
}
