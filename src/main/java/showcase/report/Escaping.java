package showcase.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import showcase.text.Visible;

/**
 * Turns text into HTML that shows it and does nothing else. Characters that no page may contain, or
 * that would hide or reorder other text, become visible.
 */
final class Escaping implements Mustache.Escaper {
  private static final Mustache.Escaper MARKUP =
      Escapers.simple(
          new String[][] {
            {"&", "&amp;"},
            {"<", "&lt;"},
            {">", "&gt;"},
            {"\"", "&quot;"},
            {"'", "&#39;"}
          });

  @Override
  public String escape(String text) {
    return MARKUP.escape(Visible.of(text));
  }
}
