package showcase.cli;

import java.time.Duration;
import picocli.CommandLine.Option;
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
  @Within(least = 1, most = MANY)
  private int connections = Limits.DEFAULTS.maxConnections();

  @Option(names = "--max-n", paramLabel = "N", description = "Largest n to compute (default: 45).")
  @Within(least = 1, most = Fib.MAX_N)
  private int maxN = Limits.DEFAULTS.maxN();

  @Option(
      names = "--inline-n",
      paramLabel = "N",
      description =
          "The thread that reads a request computes n up to this; workers compute larger n"
              + " (default: 20).")
  @Within(least = 0, most = Fib.MAX_N)
  private int inlineN = Limits.DEFAULTS.inlineN();

  @Option(
      names = "--max-waiting",
      paramLabel = "N",
      description =
          "Maximum number of requests waiting for a worker; more get error: busy (default: 1000).")
  @Within(least = 0, most = MANY)
  private int waiting = Limits.DEFAULTS.maxWaiting();

  @Option(
      names = "--max-line",
      paramLabel = "BYTES",
      description = "Line length limit (default: 64).")
  @Within(least = 2, most = MANY)
  private int line = Limits.DEFAULTS.maxLine();

  @Option(
      names = "--idle-time",
      paramLabel = "SECONDS",
      description = "Close a connection after this time without a request (default: 300).")
  @Within(least = 1, most = DAY)
  private int idleTime = seconds(Limits.DEFAULTS.idle());

  @Option(
      names = "--line-time",
      paramLabel = "SECONDS",
      description = "Time limit for a line, from its first byte (default: 10).")
  @Within(least = 1, most = DAY)
  private int lineTime = seconds(Limits.DEFAULTS.line());

  @Option(
      names = "--answer-time",
      paramLabel = "SECONDS",
      description =
          "Close a connection whose client does not accept its answer within this time"
              + " (default: 10).")
  @Within(least = 1, most = DAY)
  private int answerTime = seconds(Limits.DEFAULTS.answer());

  @Option(
      names = "--request-time",
      paramLabel = "SECONDS",
      description = "Abort a request after this time in the queue and computing (default: 30).")
  @Within(least = 1, most = DAY)
  private int requestTime = seconds(Limits.DEFAULTS.request());

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "Time for running requests to finish when the server is stopped (default: 5).")
  @Within(least = 0, most = DAY)
  private int grace = seconds(Limits.DEFAULTS.grace());

  /** Returns the limits. */
  Limits limits() {
    return new Limits(
        connections,
        maxN,
        inlineN,
        waiting,
        line,
        Duration.ofSeconds(idleTime),
        Duration.ofSeconds(lineTime),
        Duration.ofSeconds(answerTime),
        Duration.ofSeconds(requestTime),
        Duration.ofSeconds(grace));
  }

  private static int seconds(Duration duration) {
    return (int) duration.toSeconds();
  }
}
