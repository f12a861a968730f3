package showcase.cli;

import java.time.Duration;
import picocli.CommandLine.Option;
import showcase.catalogue.BadArgumentException;
import showcase.engine.Fib;
import showcase.fib.Limits;

/** The fib server's limits as options. Their defaults come from {@link Limits#DEFAULTS}. */
final class LimitOptions {
  private static final int MANY = 1_000_000;
  private static final int DAY = 86_400;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description =
          "Maximum number of open connections; more wait in the backlog (default: 100000).")
  private int connections = Limits.DEFAULTS.maxConnections();

  @Option(names = "--max-n", paramLabel = "N", description = "Largest n to compute (default: 45).")
  private int maxN = Limits.DEFAULTS.maxN();

  @Option(
      names = "--inline-n",
      paramLabel = "N",
      description =
          "The thread that reads a request computes n up to this; workers compute larger n"
              + " (default: 20).")
  private int inlineN = Limits.DEFAULTS.inlineN();

  @Option(
      names = "--max-waiting",
      paramLabel = "N",
      description =
          "Maximum number of requests waiting for a worker; more get error: busy (default: 1000).")
  private int waiting = Limits.DEFAULTS.maxWaiting();

  @Option(
      names = "--max-line",
      paramLabel = "BYTES",
      description = "Line length limit (default: 64).")
  private int line = Limits.DEFAULTS.maxLine();

  @Option(
      names = "--idle-time",
      paramLabel = "SECONDS",
      description = "Close a connection after this time without a request (default: 300).")
  private int idleTime = seconds(Limits.DEFAULTS.idle());

  @Option(
      names = "--line-time",
      paramLabel = "SECONDS",
      description = "Time limit for a line, from its first byte (default: 10).")
  private int lineTime = seconds(Limits.DEFAULTS.line());

  @Option(
      names = "--answer-time",
      paramLabel = "SECONDS",
      description =
          "Close a connection whose client does not accept its answer within this time"
              + " (default: 10).")
  private int answerTime = seconds(Limits.DEFAULTS.answer());

  @Option(
      names = "--request-time",
      paramLabel = "SECONDS",
      description = "Abort a request after this time in the queue and computing (default: 30).")
  private int requestTime = seconds(Limits.DEFAULTS.request());

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "Time for running requests to finish when the server is stopped (default: 5).")
  private int grace = seconds(Limits.DEFAULTS.grace());

  /**
   * Returns the limits.
   *
   * @throws BadArgumentException if one of them is out of bounds
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
