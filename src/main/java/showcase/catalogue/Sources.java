package showcase.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The sources that this program was built from, which the build packs with the classes. */
public final class Sources {
  /** The Java releases whose APIs there are sources for, the oldest first. */
  public static final List<Integer> RELEASES = List.of(21, 25, 27);

  /** The release of the sources that no other release overlays. */
  private static final int COMMON = 25;

  private Sources() {}

  /** A source file: its name without folders, and its text. */
  public record Source(String file, String text) {
    public List<String> lines() {
      return text.lines().toList();
    }

    /** How many lines precede the first comment or type: the package and the imports. */
    public int headLines() {
      return (int) text.lines().takeWhile(Source::isHead).count();
    }

    private static boolean isHead(String line) {
      return line.isBlank() || line.startsWith("package ") || line.startsWith("import ");
    }
  }

  /** The release of the sources that a slice of the jar was compiled from: 28 has those of 27. */
  public static int releaseFor(int slice) {
    return RELEASES.stream().filter(release -> release <= slice).reduce((a, b) -> b).orElseThrow();
  }

  /**
   * Returns some of a recipe's files.
   *
   * @param java the release whose API is shown, one of {@link #RELEASES}
   */
  public static List<Source> of(Recipe<?> recipe, List<String> files, int java) {
    String overlay = java == COMMON ? "" : Integer.toString(java);
    return files.stream()
        .map(file ->
            read("/sources/java" + overlay + "/", recipe, file)
                .or(() -> read("/sources/java/", recipe, file))
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
