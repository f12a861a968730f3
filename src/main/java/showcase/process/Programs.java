package showcase.process;

import java.io.File;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs of the system. */
final class Programs {
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
    Stream<File> files =
        name.contains(File.separator)
            ? Stream.of(new File(name))
            : Stream.of(
                    Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> new File(folder, name));
    return files.filter(file -> file.isFile() && file.canExecute()).map(File::getPath).findFirst();
  }
}
