package showcase.process;

import java.io.File;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs of the system. */
final class Programs {
  /** Where programs are if {@code PATH} is not set. */
  private static final String USUAL_PATH = "/bin:/usr/bin";

  private Programs() {}

  /** Returns the path of the shell, even if {@code PATH} does not lead to it. */
  static Optional<String> shell() {
    return find("sh").or(() -> find("/bin/sh"));
  }

  /**
   * Returns the path of a program.
   *
   * @param name a path, or a name to look for in the folders of {@code PATH}
   */
  static Optional<String> find(String name) {
    return find(name, System.getenv("PATH"));
  }

  /**
   * Does the same for another {@code PATH}.
   *
   * @param path null if it is not set; an empty folder in it means the working folder
   */
  static Optional<String> find(String name, String path) {
    Stream<File> files =
        name.contains(File.separator)
            ? Stream.of(new File(name))
            : Stream.of(Objects.requireNonNullElse(path, USUAL_PATH).split(File.pathSeparator, -1))
                .map(folder -> new File(folder.isEmpty() ? "." : folder, name));
    return files.filter(file -> file.isFile() && file.canExecute()).map(File::getPath).findFirst();
  }
}
