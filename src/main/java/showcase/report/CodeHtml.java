package showcase.report;

import java.util.List;
import java.util.Locale;
import showcase.text.JavaLexer;
import showcase.text.JavaLexer.Kind;
import showcase.text.JavaLexer.Piece;

/** Highlights Java source as HTML, line by line. */
final class CodeHtml {
  private final Escaping escaping = new Escaping();
  private final JavaLexer lexer = new JavaLexer();

  /** The next line of the file; what has a colour is an element of its own. */
  String next(String line) {
    List<Piece> pieces = lexer.next(line);
    var html = new StringBuilder(line.length() * 2);
    int i = 0;
    while (i < pieces.size()) {
      Kind kind = pieces.get(i).kind();
      var text = new StringBuilder();
      while (i < pieces.size() && pieces.get(i).kind() == kind) {
        text.append(pieces.get(i++).text());
      }
      append(kind, escaping.escape(text.toString()), html);
    }
    return html.toString();
  }

  /** The first letter is the class, because it stands in the page some ten thousand times. */
  private static void append(Kind kind, String text, StringBuilder html) {
    if (kind == Kind.PLAIN) {
      html.append(text);
    } else {
      String letter = kind.name().substring(0, 1).toLowerCase(Locale.ROOT);
      html.append("<i class=").append(letter).append('>').append(text).append("</i>");
    }
  }
}
