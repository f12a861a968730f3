package showcase.process;

import java.util.List;
import java.util.OptionalInt;

/**
 * A worker process failed its task: it died, gave no answer in time, or wrote garbage.
 */
public final class WorkerException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String[] lastWords;

  WorkerException(String what, OptionalInt exitCode, List<String> lastWords) {
    super(message(what, exitCode, lastWords));
    this.exitCode = exitCode.orElse(-1);
    this.lastWords = lastWords.toArray(String[]::new);
  }

  private static String message(String what, OptionalInt exitCode, List<String> lastWords) {
    String code = exitCode.isPresent() ? ", exit code " + exitCode.getAsInt() : "";
    String words = lastWords.isEmpty() ? "" : ", last words: " + String.join(" / ", lastWords);
    return what + code + words;
  }

  /** The exit code; empty if the process never started or would not end. */
  public OptionalInt exitCode() {
    return exitCode < 0 ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }

  /** The last lines that the process wrote on standard error, the oldest first. */
  public List<String> lastWords() {
    return List.of(lastWords);
  }
}
