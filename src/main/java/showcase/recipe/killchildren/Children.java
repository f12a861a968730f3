package showcase.recipe.killchildren;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import showcase.process.PidFile;

/**
 * The children of the situations: shells, each with a child process of its own, that do not end by
 * themselves. Each writes the ids of both processes to a file.
 */
final class Children {
  private static final String TWO = "echo $$ >> \"$0\"; sleep 600 & echo $! >> \"$0\"; ";

  /** It does not read its input, so it does not notice the end of its parent. */
  static final String PLAIN = TWO + "wait";

  /**
   * On SIGTERM, it writes its id to a second file before it ends: its goodbye. If SIGTERM ends its
   * child process first, it waits for its own SIGTERM.
   */
  static final String POLITE = "trap 'echo $$ >> \"$1\"; exit' TERM; " + PLAIN + "; sleep 5 & wait";

  static final String STUBBORN = "trap '' TERM; " + PLAIN;

  /**
   * Its input is a pipe from its parent. Whatever ends the parent, even SIGKILL, the system closes
   * the parent's end of the pipe: {@code read} returns, and the child ends.
   */
  static final String WATCHING = TWO + "read line; kill $!";

  static final int PROCESSES = 2;

  private Children() {}

  /** Several of the same kind. */
  static List<ProcessBuilder> of(PidFile pids, int count, String script) {
    return Collections.nCopies(count, script).stream()
        .map(one -> new ProcessBuilder(pids.sh(one)))
        .toList();
  }

  /**
   * Children of different kinds.
   *
   * @param pids the file of their process ids
   * @param goodbyes the file of those that say goodbye
   */
  static List<ProcessBuilder> of(Path pids, Path goodbyes, List<String> scripts) {
    return scripts.stream()
        .map(one -> new ProcessBuilder("sh", "-c", one, pids.toString(), goodbyes.toString()))
        .toList();
  }
}
