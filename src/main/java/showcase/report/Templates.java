package showcase.report;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of the page. Templates escape every value, except those in three braces: the page's own
 * style and script, and source code from {@link CodeHtml}.
 */
final class Templates {
  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .withEscaper(new Escaping())
          .withCollector(new OptionalsToo())
          .withLoader(Templates::reader)
          .emptyStringIsFalse(true)
          .zeroIsFalse(true)
          .strictSections(true);

  /** An optional value is a section that appears once or not at all. */
  private static final class OptionalsToo extends DefaultCollector {
    @Override
    public Iterator<?> toIterator(Object value) {
      return value instanceof Optional<?> optional
          ? optional.stream().iterator()
          : super.toIterator(value);
    }
  }

  private Templates() {}

  /** The template of this name, compiled. */
  static Template of(String name) {
    return COMPILER.compile(reader(name));
  }

  /** A template without the indentation that makes it readable, which the page does not need. */
  private static Reader reader(String name) {
    String text = text(name + ".mustache");
    return new StringReader(text.lines().map(String::strip).collect(Collectors.joining("\n")));
  }

  /** The text of a file that belongs to the page. */
  static String text(String file) {
    try (InputStream in = Templates.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
