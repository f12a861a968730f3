package showcase.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** How wide a page may be. */
final class Columns {
  /** The width if there is no terminal and COLUMNS is not set. */
  static final int USUAL = 80;

  private static final int LEAST = 40;
  private static final int MOST = 1000;

  private Columns() {}

  /** The terminal's width; without a terminal, COLUMNS, or {@link #USUAL} if that is not set. */
  static int here() {
    int columns = System.console() == null ? 0 : ofTheTerminal();
    if (columns == 0) {
      columns = number(System.getenv("COLUMNS"));
    }
    return columns == 0 ? USUAL : Math.clamp(columns, LEAST, MOST);
  }

  /** Java cannot ask a terminal for its width; {@code stty} can, on Linux and on macOS. */
  private static int ofTheTerminal() {
    var stty =
        new ProcessBuilder("stty", "size")
            .redirectInput(new File("/dev/tty"))
            .redirectError(Redirect.DISCARD);
    try (var rowsAndColumns = stty.start().inputReader()) {
      String line = rowsAndColumns.readLine();
      return line == null ? 0 : number(line.substring(line.indexOf(' ') + 1));
    } catch (IOException e) {
      return 0; // there is no stty
    }
  }

  /** The number in the text, or 0, which some terminals also report if they do not know it. */
  private static int number(String text) {
    return text != null && text.strip().matches("[0-9]{1,4}") ? Integer.parseInt(text.strip()) : 0;
  }
}
