package showcase.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import showcase.catalogue.Recipe.NamedEdition;

/** The sources that this program was built from, as the build packed them beside the classes. */
public final class Sources {
  private static final String JAVA_25 = "/sources/java/";
  private static final String JAVA_21 = "/sources/java21/";

  private Sources() {}

  /** A source file: its name without folders, and its text. */
  public record Source(String file, String text) {
    public List<String> lines() {
      return text.lines().toList();
    }
  }

  /** An edition's files in Java 25's API, which most share with Java 21. */
  public static List<Source> of(Recipe recipe, NamedEdition edition) {
    return edition.sources().stream().map(file -> main(recipe, file)).toList();
  }

  /** An edition's files in Java 21's API: the overlay where there is one. */
  public static List<Source> java21Of(Recipe recipe, NamedEdition edition) {
    return edition.sources().stream()
        .map(file -> read(JAVA_21, recipe, file).orElseGet(() -> main(recipe, file)))
        .toList();
  }

  private static Source main(Recipe recipe, String file) {
    return read(JAVA_25, recipe, file)
        .orElseThrow(() -> new IllegalStateException(file + " is not among the packed sources"));
  }

  private static Optional<Source> read(String root, Recipe recipe, String file) {
    try (InputStream in = Sources.class.getResourceAsStream(root + recipe.folder() + "/" + file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new Source(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
