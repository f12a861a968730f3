package showcase.process;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Thrown if a worker process fails a task: it did not start, died, gave no answer in
 * time, or wrote garbage.
 */
public final class WorkerException extends Exception {

  /** What a worker failed at. */
  enum Failure {
    /** It could not be started, or ended before it was ready for tasks. */
    START,
    /** It ended, or was killed, while it had the task. */
    DEATH,
    /** It gave no answer in time, or wrote garbage. */
    ANSWER
  }

  private static final long serialVersionUID = 1L;
  private static final int MAX_LINE = 160;

  private final Failure failed;
  private final int exitCode;
  private final String[] lastWords;

  WorkerException(String what, Failure failed, OptionalInt exitCode, List<String> lastWords) {
    super(message(what, exitCode, lastWords));
    this.failed = failed;
    this.exitCode = exitCode.orElse(-1);
    this.lastWords = lastWords.toArray(String[]::new);
  }

  private static String message(String what, OptionalInt exitCode, List<String> lastWords) {
    String code = exitCode.isPresent() ? ", exit code " + exitCode.getAsInt() : "";
    String words =
        lastWords.stream().map(WorkerException::shortened).collect(Collectors.joining(" / "));
    return what + code + (words.isEmpty() ? "" : ", last words: " + words);
  }

  private static String shortened(String line) {
    return line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line;
  }

  Failure failed() {
    return failed;
  }

  /** Returns the exit code, or empty if the process never started or did not end. */
  public OptionalInt exitCode() {
    return exitCode < 0 ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }

  /** Returns the last lines that the process wrote to standard error, the oldest first. */
  public List<String> lastWords() {
    return List.of(lastWords);
  }
}
