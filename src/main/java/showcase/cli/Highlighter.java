package showcase.cli;

import java.util.ArrayList;
import java.util.List;
import javax.swing.text.Segment;
import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenMaker;
import org.fife.ui.rsyntaxtextarea.TokenTypes;
import org.fife.ui.rsyntaxtextarea.modes.JavaTokenMaker;

/** Colours and wraps Java source line by line; comments and text blocks may span several lines. */
final class Highlighter {
  private static final String RESET = "\u001b[0m";
  private static final String GREY = "\u001b[90m";
  private static final String BLUE = "\u001b[34m";
  private static final String GREEN = "\u001b[32m";
  private static final String MAGENTA = "\u001b[35m";

  private final TokenMaker lexer = new JavaTokenMaker();
  private final boolean colours;
  private final int columns;
  private int openAtEnd = TokenTypes.NULL;

  /** A piece of a line that fits into the columns, and the number of columns that it takes. */
  record Piece(String text, int columns) {}

  /**
   * @param colours whether to use colours
   * @param columns the column at which to wrap
   */
  Highlighter(boolean colours, int columns) {
    this.colours = colours;
    this.columns = columns;
  }

  /** Returns the next line of the file in as many pieces as necessary, at least one. */
  List<Piece> next(String line) {
    var segment = new Segment(line.toCharArray(), 0, line.length());
    List<Piece> pieces = new ArrayList<>();
    var piece = new StringBuilder();
    int column = 0;
    for (Token t = lexer.getTokenList(segment, openAtEnd, 0); t != null; t = t.getNextToken()) {
      String rest = t.getLexeme() == null ? "" : t.getLexeme();
      while (!rest.isEmpty()) {
        if (column == columns) {
          pieces.add(new Piece(piece.toString(), column));
          piece.setLength(0);
          column = 0;
        }
        int fits = Math.min(rest.length(), columns - column);
        piece.append(coloured(t.getType(), rest.substring(0, fits)));
        column += fits;
        rest = rest.substring(fits);
      }
    }
    openAtEnd = lexer.getLastTokenTypeOnLine(segment, openAtEnd);
    pieces.add(new Piece(piece.toString(), column));
    return pieces;
  }

  private String coloured(int type, String text) {
    String colour = colours ? colour(type) : "";
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
