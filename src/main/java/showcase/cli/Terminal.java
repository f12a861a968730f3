package showcase.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/** How wide the output may be, and text broken into lines of that width. */
final class Terminal {
  /** The width where there is no terminal and COLUMNS is not set. */
  static final int USUAL = 80;

  /** A terminal that is said to be narrower does not know its width: some say 0. */
  private static final int LEAST = 20;

  private Terminal() {}

  /** The terminal's width. Where the output is not a terminal, COLUMNS, or else {@link #USUAL}. */
  static int columns() {
    int columns = System.console() == null ? 0 : ask();
    columns = columns >= LEAST ? columns : number(System.getenv("COLUMNS"));
    return columns >= LEAST ? columns : USUAL;
  }

  /** Java cannot ask a terminal for its width; {@code stty} can, on Linux and on macOS. */
  private static int ask() {
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

  /** The number that the text is, or 0. */
  private static int number(String text) {
    return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }

  /** The text in lines of at most {@code width} characters, except for words that are longer. */
  static List<String> wrap(String text, int width) {
    if (text.length() <= width) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
