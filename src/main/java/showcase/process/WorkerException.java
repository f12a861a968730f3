package showcase.process;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Thrown if a worker process fails a task: it did not start, died, gave no answer in
 * time, or wrote garbage.
 */
public final class WorkerException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_LINE = 160;

  private final boolean failedToStart;
  private final int exitCode;
  private final String[] lastWords;

  WorkerException(
      String what, boolean failedToStart, OptionalInt exitCode, List<String> lastWords) {
    super(message(what, exitCode, lastWords));
    this.failedToStart = failedToStart;
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

  /** Returns whether the process could not be started, or ended before it was ready for tasks. */
  boolean failedToStart() {
    return failedToStart;
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
