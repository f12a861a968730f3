package showcase.recipe.killchildren;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.stream.Stream;

/**
 * A child that never ends by itself, with a process of its own below: a shell on a leash,
 * and a sleeper.
 *
 * <p>The leash is the pipe to the shell's standard input. Whatever ends this JVM, even
 * SIGKILL, the system closes its end of the pipe: the shell's {@code read} returns, and
 * the shell kills its sleeper and ends. A plain {@code sleep} reads nothing and would
 * live on.
 *
 * @param process the shell
 * @param sleeper what the shell has started
 */
record Child(Process process, ProcessHandle sleeper) {
  private static final String LEASH = "sleep 600 >&2 & echo $!; read line; kill -9 $!";

  /**
   * Starts a child and waits until its sleeper is there.
   *
   * @param stubborn whether both ignore SIGTERM
   */
  static Child start(boolean stubborn) throws IOException {
    String script = (stubborn ? "trap '' TERM; " : "") + LEASH;
    var builder = new ProcessBuilder("sh", "-c", script).redirectError(Redirect.DISCARD);
    Process process = builder.start();
    String sleeper = process.inputReader().readLine();
    return new Child(process, ProcessHandle.of(Long.parseLong(sleeper)).orElseThrow());
  }

  /** The children and what they started. */
  static List<ProcessHandle> handles(List<Child> children) {
    return children.stream()
        .flatMap(child -> Stream.of(child.process.toHandle(), child.sleeper))
        .toList();
  }
}
