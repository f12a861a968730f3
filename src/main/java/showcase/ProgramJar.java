package showcase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The jar that this program runs from, which may be removed or replaced meanwhile. Then a class that
 * is not loaded yet may not load any more, and other JVMs start from something else.
 */
public final class ProgramJar {
  private static final Path FILE = Launcher.jar();
  private static volatile List<Object> atStart;

  private ProgramJar() {}

  /** Remembers the jar as it is now. Until then, no change is reported. */
  public static void remember() {
    atStart = Files.isDirectory(FILE) ? null : state(); // class folders change with each build
  }

  /** Returns what happened to the jar, in a sentence, if it has changed. */
  public static Optional<String> change() {
    if (atStart == null) {
      return Optional.empty();
    }
    List<Object> now = state();
    if (now.equals(atStart)) {
      return Optional.empty();
    }
    String what = now.isEmpty() ? "removed" : "replaced";
    return Optional.of(FILE + " was " + what + " while this program was running; start it again");
  }

  /**
   * Checks that another JVM can start from the jar.
   *
   * @throws IOException if the jar was removed or replaced
   */
  public static void check() throws IOException {
    Optional<String> change = change();
    if (change.isPresent()) {
      throw new IOException(change.get());
    }
  }

  private static List<Object> state() {
    try {
      var file = Files.readAttributes(FILE, BasicFileAttributes.class);
      // An array may hold null: not every file system has keys.
      return Arrays.asList(file.fileKey(), file.size(), file.lastModifiedTime());
    } catch (IOException e) {
      return List.of();
    }
  }
}
