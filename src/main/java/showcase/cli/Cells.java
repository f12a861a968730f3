package showcase.cli;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How many cells of a terminal's line a text takes. */
final class Cells {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI);

  private Cells() {}

  /** The start of the text that fits into this many cells; if it is cut, its end is a "…". */
  static String cut(String text, int cells) {
    if (text.codePoints().map(Cells::of).sum() <= cells) {
      return text;
    }
    var start = new StringBuilder();
    int left = cells - 1;
    for (int point : text.codePoints().toArray()) {
      left -= of(point);
      if (left < 0) {
        break;
      }
      start.appendCodePoint(point);
    }
    return start.append('…').toString();
  }

  private static int of(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  private static boolean isWide(int point) {
    boolean full = point >= 0xFF01 && point <= 0xFF60 || point >= 0xFFE0 && point <= 0xFFE6;
    boolean cjk = point >= 0x3000 && point <= 0x303E; // its punctuation belongs to no script
    return full || cjk || Character.isEmojiPresentation(point) || WIDE.contains(script(point));
  }

  private static UnicodeScript script(int point) {
    boolean half = point >= 0xFF61 && point <= 0xFFDC; // kana and hangul in one cell
    return half ? UnicodeScript.COMMON : UnicodeScript.of(point);
  }
}
