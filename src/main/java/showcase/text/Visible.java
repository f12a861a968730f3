package showcase.text;

import java.io.IOException;
import java.io.Writer;

/**
 * Passes text on, with everything that a terminal would obey, or that would hide or reorder other
 * text, made visible: control characters except tabs and ends of lines, marks of the writing
 * direction and other invisible characters, and halves of surrogate pairs. Each becomes {@code
 * \}{@code uXXXX}, which JSON reads as the same character.
 */
public final class Visible extends Writer {
  private static final char NONE = 0;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D; // part of many emoji, as the former of words

  private final Writer to;
  private char high = NONE; // the first half of a pair whose second half is still to come

  public Visible(Writer to) {
    super(to);
    this.to = to;
  }

  /** The text with everything made visible. */
  public static String of(String text) {
    var visible = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(point, visible));
    return visible.toString();
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    synchronized (lock) {
      var visible = new StringBuilder(length);
      for (int i = from; i < from + length; i++) {
        add(text[i], visible);
      }
      to.append(visible);
    }
  }

  private void add(char next, StringBuilder visible) {
    if (high != NONE) {
      char first = high;
      high = NONE;
      if (Character.isLowSurrogate(next)) {
        append(Character.toCodePoint(first, next), visible);
        return;
      }
      append(first, visible);
    }
    if (Character.isHighSurrogate(next)) {
      high = next;
    } else {
      append(next, visible);
    }
  }

  private static void append(int point, StringBuilder visible) {
    if (isHarmless(point)) {
      visible.appendCodePoint(point);
    } else {
      for (char part : Character.toChars(point)) {
        visible.append("\\u%04x".formatted((int) part));
      }
    }
  }

  private static boolean isHarmless(int point) {
    if (point >= ' ' && point < 0x7f) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\t' || System.lineSeparator().indexOf(point) >= 0;
      case Character.FORMAT -> point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER;
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }

  /** Flushes the other writer; a half whose other half has not come by now stays alone. */
  @Override
  public void flush() throws IOException {
    synchronized (lock) {
      if (high != NONE) {
        var visible = new StringBuilder();
        append(high, visible);
        high = NONE;
        to.append(visible);
      }
      to.flush();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      flush();
      to.close();
    }
  }
}
