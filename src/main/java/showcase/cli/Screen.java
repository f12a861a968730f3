package showcase.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What an output stream ends on. Standard output and standard error are judged separately, because
 * either may be a file or a pipe while the other is a terminal; {@link System#console} cannot tell.
 *
 * @param terminal whether it is a terminal
 * @param moves whether the terminal understands escape sequences
 * @param colours whether colours are wanted
 * @param width asks for the width
 */
record Screen(boolean terminal, boolean moves, boolean colours, IntSupplier width) {
  /** The width if there is no terminal and COLUMNS is not set. */
  static final int USUAL_COLUMNS = 80;

  static final int STDOUT = 1;
  static final int STDERR = 2;

  private static final int LEAST_COLUMNS = 40;
  private static final int MOST_COLUMNS = 1000;

  /** What this process's descriptor ends on. */
  static Screen of(int descriptor) {
    return of(isTerminal(descriptor), System.getenv(), () -> terminalColumns(descriptor));
  }

  /**
   * Decides by the environment.
   *
   * @param terminal whether the stream is a terminal
   * @param terminalColumns asks the terminal for its width; 0 if it does not know
   */
  static Screen of(boolean terminal, Map<String, String> environment, IntSupplier terminalColumns) {
    String term = environment.getOrDefault("TERM", "");
    boolean moves = terminal && !term.isEmpty() && !term.equals("dumb");
    return new Screen(
        terminal,
        moves,
        colours(moves, environment),
        width(terminal, environment, terminalColumns));
  }

  /** How wide a page may be. */
  int columns() {
    return Math.clamp(width.getAsInt(), LEAST_COLUMNS, MOST_COLUMNS);
  }

  /** See no-color.org, and bixense.com/clicolors for the other two. */
  private static boolean colours(boolean moves, Map<String, String> environment) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    boolean forced = !List.of("", "0").contains(environment.getOrDefault("CLICOLOR_FORCE", ""));
    return forced || moves && !environment.getOrDefault("CLICOLOR", "").equals("0");
  }

  /** The terminal's width; where there is none, COLUMNS; where that is not set, the usual. */
  private static IntSupplier width(
      boolean terminal, Map<String, String> environment, IntSupplier terminalColumns) {
    return () -> {
      int columns = terminal ? terminalColumns.getAsInt() : 0;
      if (columns == 0) {
        columns = number(environment.getOrDefault("COLUMNS", ""));
      }
      return columns == 0 ? USUAL_COLUMNS : columns;
    };
  }

  /** Linux names the device of a descriptor; a shell can test it on other systems, too. */
  private static boolean isTerminal(int descriptor) {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      if (device.matches("/dev/(pts/\\d+|tty\\w*|console)")) {
        return true;
      }
      if (device.matches("(pipe|socket):.*|/dev/(null|full)")) {
        return false;
      }
    } catch (IOException e) {
      // not Linux, or the descriptor is closed
    }
    return ask(descriptor, "test -t 3 && echo yes").equals("yes");
  }

  /** Java cannot ask a terminal for its width; {@code stty} can, on Linux and on macOS. */
  private static int terminalColumns(int descriptor) {
    String rowsAndColumns = ask(descriptor, "stty size <&3");
    return number(rowsAndColumns.substring(rowsAndColumns.indexOf(' ') + 1));
  }

  /** Runs a command that has the descriptor as its 3, and reads the answer through the other one. */
  private static String ask(int descriptor, String command) {
    int other = STDOUT + STDERR - descriptor;
    String script = "(%s) 3>&%d >&%d 2>/dev/null".formatted(command, descriptor, other);
    var shell = new ProcessBuilder("sh", "-c", script);
    try {
      Process process;
      InputStream answer;
      if (descriptor == STDOUT) {
        process = shell.redirectOutput(Redirect.INHERIT).start();
        answer = process.getErrorStream();
      } else {
        process = shell.redirectError(Redirect.INHERIT).start();
        answer = process.getInputStream();
      }
      try (answer) {
        return new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
      }
    } catch (IOException e) {
      return ""; // there is no shell
    }
  }

  /** The number in the text, or 0, which some terminals also report if they do not know it. */
  private static int number(String text) {
    return text.strip().matches("[0-9]{1,4}") ? Integer.parseInt(text.strip()) : 0;
  }
}
