package showcase;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The jar that this program runs from, which may be removed or replaced meanwhile. Then a class that
 * is not loaded yet may not load any more, and other JVMs start from something else. The JDK may be
 * removed, too, by an upgrade of the system: then no other JVM starts.
 */
public final class ProgramJar {
  private static final Path FILE = Launcher.jar();
  private static volatile List<Object> atStart;

  // Not a Path, which rejects what this locale cannot represent.
  private static final File JAVA = new File(System.getProperty("java.home"), "bin/java");
  private static volatile boolean hadJava;

  private ProgramJar() {}

  /** Remembers the jar and the JDK as they are now. Until then, no change is reported. */
  public static void remember() {
    hadJava = JAVA.canExecute();
    atStart = Files.isDirectory(FILE) ? null : state(); // class folders change with each build
  }

  /** Returns what happened to the jar or the JDK, in a sentence, if something has. */
  public static Optional<String> change() {
    if (hadJava && !JAVA.canExecute()) {
      return Optional.of(inWords(JAVA, "removed"));
    }
    if (atStart == null) {
      return Optional.empty();
    }
    List<Object> now = state();
    if (now.equals(atStart)) {
      return Optional.empty();
    }
    return Optional.of(inWords(FILE, now.isEmpty() ? "removed" : "replaced"));
  }

  private static String inWords(Object file, String what) {
    return file + " was " + what + " while this program was running; start it again";
  }

  /**
   * Checks that another JVM can start from the jar.
   *
   * @throws IOException if the jar was removed or replaced, or the JDK was removed
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
