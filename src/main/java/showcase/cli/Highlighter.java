package showcase.cli;

import showcase.text.JavaLexer;

/** Colours Java source for a terminal, line by line. */
final class Highlighter {
  private static final String RESET = "\u001b[0m";
  private static final String GREY = "\u001b[90m";
  private static final String BLUE = "\u001b[34m";
  private static final String GREEN = "\u001b[32m";
  private static final String MAGENTA = "\u001b[35m";

  private final JavaLexer lexer = new JavaLexer();
  private final boolean colours;

  /**
   * @param colours whether to use colours
   */
  Highlighter(boolean colours) {
    this.colours = colours;
  }

  /** Returns the next line of the file. */
  String next(String line) {
    if (!colours) {
      return line;
    }
    var text = new StringBuilder();
    for (JavaLexer.Piece piece : lexer.next(line)) {
      String colour = colour(piece.kind());
      text.append(colour.isEmpty() ? piece.text() : colour + piece.text() + RESET);
    }
    return text.toString();
  }

  private static String colour(JavaLexer.Kind kind) {
    return switch (kind) {
      case COMMENT -> GREY;
      case KEYWORD -> BLUE;
      case STRING -> GREEN;
      case ANNOTATION -> MAGENTA;
      case PLAIN -> "";
    };
  }
}
