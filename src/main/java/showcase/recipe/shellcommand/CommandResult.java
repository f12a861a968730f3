package showcase.recipe.shellcommand;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import showcase.catalogue.Transcript;
import showcase.process.ProcessTree;
import showcase.recipe.shellcommand.PipeReader.Output;

/**
 * What came of a command, each thing apart.
 *
 * @param end how it ended, such as {@code exit code 0}
 * @param stdout what it wrote on standard output
 * @param stderr what it wrote on standard error
 * @param gone whether it has ended with all that it had started
 */
record CommandResult(String end, Output stdout, Output stderr, boolean gone) {
  private static final int MOST_LINES = 30;
  private static final int MOST_COLUMNS = 100;

  /**
   * How a command ended.
   *
   * @param inTime whether its exit and the ends of both pipes came within the timeout
   */
  static String end(Process process, boolean inTime, Duration timeout) {
    if (process.isAlive()) {
      return "timed out after %d ms".formatted(timeout.toMillis());
    }
    String exit = "exit code " + process.exitValue();
    return inTime ? exit : exit + ", but its pipes are held open by what it left behind";
  }

  /** Says all of it, long output in part. */
  void say(String name, Transcript transcript) {
    say(name + " stdout", stdout, transcript);
    say(name + " stderr", stderr, transcript);
    transcript.say(name, end);
    if (!gone) {
      transcript.say(name, "is still there");
    }
  }

  private static void say(String stream, Output output, Transcript transcript) {
    transcript.say(stream, summary(output));
    List<String> lines = lines(output);
    lines.stream().limit(MOST_LINES).forEach(line -> transcript.say(stream, "| " + line));
    if (lines.size() > MOST_LINES || output.bytes() > output.head().length) {
      transcript.say(stream, "| … and more");
    }
  }

  /** What proves that two outputs have the same bytes. */
  static String summary(Output output) {
    return "%d bytes, CRC-32 %08x".formatted(output.bytes(), output.crc32());
  }

  /** Says of each process id that the command wrote, one a line, what became of it. */
  void saySurvivors(Transcript transcript) {
    for (String pid : lines(stdout)) {
      boolean gone = isGone(Long.parseLong(pid));
      transcript.say("process " + pid, gone ? "is gone" : "is alive");
    }
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).map(ProcessTree::hasEnded).orElse(true);
  }

  /** Control characters could play with the reader's terminal. */
  private static List<String> lines(Output output) {
    return new String(output.head(), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replace("\t", "    ").replaceAll("\\p{Cntrl}", "?"))
        .map(CommandResult::shortened)
        .toList();
  }

  private static String shortened(String line) {
    return line.length() > MOST_COLUMNS ? line.substring(0, MOST_COLUMNS) + "…" : line;
  }
}
