package showcase.cli;

import java.time.Duration;
import picocli.CommandLine.Option;
import showcase.catalogue.BadArgumentException;
import showcase.engine.Fib;
import showcase.fib.Limits;

/** The fib server's limits as options; without a default here, {@link Limits#DEFAULTS} holds. */
final class LimitOptions {
  private static final int MANY = 1_000_000;
  private static final int DAY = 86_400;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Connections open at once; more wait unaccepted (100000).")
  private int connections = Limits.DEFAULTS.maxConnections();

  @Option(names = "--max-n", paramLabel = "N", description = "The greatest n (45).")
  private int maxN = Limits.DEFAULTS.maxN();

  @Option(
      names = "--inline-n",
      paramLabel = "N",
      description = "Up to this n, who reads a request computes it; above, a worker (20).")
  private int inlineN = Limits.DEFAULTS.inlineN();

  @Option(
      names = "--max-waiting",
      paramLabel = "N",
      description = "Requests waiting for a worker; one more gets error: busy (1000).")
  private int waiting = Limits.DEFAULTS.maxWaiting();

  @Option(names = "--max-line", paramLabel = "BYTES", description = "Length of a line (64).")
  private int line = Limits.DEFAULTS.maxLine();

  @Option(
      names = "--idle-time",
      paramLabel = "SECONDS",
      description = "A connection without a request is closed after this (300).")
  private int idleTime = seconds(Limits.DEFAULTS.idle());

  @Option(
      names = "--line-time",
      paramLabel = "SECONDS",
      description = "A line has to end within this from its first byte (10).")
  private int lineTime = seconds(Limits.DEFAULTS.line());

  @Option(
      names = "--answer-time",
      paramLabel = "SECONDS",
      description = "A client that does not take its answer is closed after this (10).")
  private int answerTime = seconds(Limits.DEFAULTS.answer());

  @Option(
      names = "--request-time",
      paramLabel = "SECONDS",
      description = "A request that waits and computes longer is stopped (30).")
  private int requestTime = seconds(Limits.DEFAULTS.request());

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "For running requests to end when the server is stopped (5).")
  private int grace = seconds(Limits.DEFAULTS.grace());

  /**
   * Returns the limits.
   *
   * @throws BadArgumentException if one is out of its bounds
   */
  Limits limits() {
    return new Limits(
        check("--max-connections", connections, 1, MANY),
        check("--max-n", maxN, 1, Fib.MAX_N),
        check("--inline-n", inlineN, 0, Fib.MAX_N),
        check("--max-waiting", waiting, 0, MANY),
        check("--max-line", line, 2, MANY),
        Duration.ofSeconds(check("--idle-time", idleTime, 1, DAY)),
        Duration.ofSeconds(check("--line-time", lineTime, 1, DAY)),
        Duration.ofSeconds(check("--answer-time", answerTime, 1, DAY)),
        Duration.ofSeconds(check("--request-time", requestTime, 1, DAY)),
        Duration.ofSeconds(check("--grace", grace, 0, DAY)));
  }

  static int check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new BadArgumentException(
          "%s must be a whole number from %d to %d, not '%d'"
              .formatted(option, least, most, value));
    }
    return value;
  }

  private static int seconds(Duration duration) {
    return (int) duration.toSeconds();
  }
}
