package showcase.fib;

/** Why a client gets no number, but an error line, a closed connection, or both. */
public enum Refusal {
  EMPTY_LINE("empty line"),
  NOT_A_NUMBER("not a number"),
  OUT_OF_RANGE("n must be from 1 to %1$d"),
  LINE_TOO_LONG("line longer than %2$d bytes"),
  BUSY("busy"),
  TIME_LIMIT("took longer than %3$d ms"),
  WORKER_FAILED("worker failed"),
  STOPPING("server is stopping"),
  IDLE(null),
  SLOW_LINE(null),
  SLOW_READER(null),
  VANISHED(null),
  NO_RESOURCES(null);

  private final String message;

  Refusal(String message) {
    this.message = message;
  }

  /** Returns the error line without its line feed, or null if the client is only disconnected. */
  String line(Limits limits) {
    return message == null
        ? null
        : "error: "
            + message.formatted(limits.maxN(), limits.maxLine(), limits.request().toMillis());
  }
}
