package showcase.cli;

import javax.swing.text.Segment;
import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenMaker;
import org.fife.ui.rsyntaxtextarea.TokenTypes;
import org.fife.ui.rsyntaxtextarea.modes.JavaTokenMaker;

/** Colours Java source line by line; comments and text blocks may span several lines. */
final class Highlighter {
  private static final String RESET = "\u001b[0m";
  private static final String GREY = "\u001b[90m";
  private static final String BLUE = "\u001b[34m";
  private static final String GREEN = "\u001b[32m";
  private static final String MAGENTA = "\u001b[35m";

  private final TokenMaker lexer = new JavaTokenMaker();
  private final boolean colours;
  private int openAtEnd = TokenTypes.NULL;

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
    var segment = new Segment(line.toCharArray(), 0, line.length());
    var text = new StringBuilder();
    for (Token t = lexer.getTokenList(segment, openAtEnd, 0); t != null; t = t.getNextToken()) {
      if (t.getLexeme() != null) {
        text.append(coloured(t.getType(), t.getLexeme()));
      }
    }
    openAtEnd = lexer.getLastTokenTypeOnLine(segment, openAtEnd);
    return text.toString();
  }

  private static String coloured(int type, String text) {
    String colour = colour(type);
    return colour.isEmpty() ? text : colour + text + RESET;
  }

  private static String colour(int type) {
    return switch (type) {
      case TokenTypes.COMMENT_DOCUMENTATION,
          TokenTypes.COMMENT_EOL,
          TokenTypes.COMMENT_MULTILINE,
          TokenTypes.COMMENT_MARKUP,
          TokenTypes.COMMENT_KEYWORD ->
          GREY;
      case TokenTypes.RESERVED_WORD,
          TokenTypes.RESERVED_WORD_2,
          TokenTypes.DATA_TYPE,
          TokenTypes.LITERAL_BOOLEAN ->
          BLUE;
      case TokenTypes.LITERAL_STRING_DOUBLE_QUOTE, TokenTypes.LITERAL_CHAR -> GREEN;
      case TokenTypes.ANNOTATION, TokenTypes.LITERAL_NUMBER_DECIMAL_INT -> MAGENTA;
      default -> "";
    };
  }
}
