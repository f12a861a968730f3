package showcase.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The sources that this program was built from, which the build packs with the classes. */
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

  /**
   * Returns some of a recipe's files.
   *
   * @param java the release whose API is shown: 25, or 21 for the file of the same name in java21,
   *     if there is one
   */
  public static List<Source> of(Recipe<?> recipe, List<String> files, int java) {
    return files.stream()
        .map(file ->
            (java == 21 ? read(JAVA_21, recipe, file) : Optional.<Source>empty())
                .or(() -> read(JAVA_25, recipe, file))
                .orElseThrow(
                    () -> new IllegalStateException(file + " is not among the packed sources")))
        .toList();
  }

  private static Optional<Source> read(String root, Recipe<?> recipe, String file) {
    try (InputStream in = Sources.class.getResourceAsStream(root + recipe.folder() + "/" + file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new Source(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
