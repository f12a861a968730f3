package showcase.process;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
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
   * Returns the command line of a shell that runs a script, which then becomes the command: {@code
   * exec "$@"}. If the system has no shell or no such program, it is the command as it is, so that
   * {@link ProcessBuilder#start} says why it cannot be started.
   *
   * @param name the script's {@code $0}
   */
  static List<String> throughShell(String script, String name, List<String> command) {
    List<String> words = new ArrayList<>();
    if (!command.isEmpty() && find(command.getFirst()).isPresent()) {
      shell().ifPresent(sh -> words.addAll(List.of(sh, "-c", script, name)));
    }
    words.addAll(command);
    return words;
  }

  /**
   * Does the same as {@link #find(String)} for another {@code PATH}.
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
