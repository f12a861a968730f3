package showcase.text;

import java.util.ArrayList;
import java.util.List;
import javax.swing.text.Segment;
import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenMaker;
import org.fife.ui.rsyntaxtextarea.TokenTypes;
import org.fife.ui.rsyntaxtextarea.modes.JavaTokenMaker;

/**
 * Splits Java source into pieces to be coloured, line by line: comments and text blocks may span
 * several lines.
 */
public final class JavaLexer {

  /** What a piece is. */
  public enum Kind {
    PLAIN,
    COMMENT,
    KEYWORD,
    STRING,
    ANNOTATION
  }

  /** A piece of a line. */
  public record Piece(Kind kind, String text) {}

  private final TokenMaker lexer = new JavaTokenMaker();
  private int openAtEnd = TokenTypes.NULL;

  /** The pieces of the next line of the file; joined, they are the line. */
  public List<Piece> next(String line) {
    var segment = new Segment(line.toCharArray(), 0, line.length());
    List<Piece> pieces = new ArrayList<>();
    for (Token t = lexer.getTokenList(segment, openAtEnd, 0); t != null; t = t.getNextToken()) {
      if (t.getLexeme() != null) {
        pieces.add(new Piece(kind(t.getType()), t.getLexeme()));
      }
    }
    openAtEnd = lexer.getLastTokenTypeOnLine(segment, openAtEnd);
    return pieces;
  }

  private static Kind kind(int type) {
    return switch (type) {
      case TokenTypes.COMMENT_DOCUMENTATION,
          TokenTypes.COMMENT_EOL,
          TokenTypes.COMMENT_MULTILINE,
          TokenTypes.COMMENT_MARKUP,
          TokenTypes.COMMENT_KEYWORD ->
          Kind.COMMENT;
      case TokenTypes.RESERVED_WORD,
          TokenTypes.RESERVED_WORD_2,
          TokenTypes.DATA_TYPE,
          TokenTypes.LITERAL_BOOLEAN ->
          Kind.KEYWORD;
      case TokenTypes.LITERAL_STRING_DOUBLE_QUOTE, TokenTypes.LITERAL_CHAR -> Kind.STRING;
      case TokenTypes.ANNOTATION, TokenTypes.LITERAL_NUMBER_DECIMAL_INT -> Kind.ANNOTATION;
      default -> Kind.PLAIN;
    };
  }
}
