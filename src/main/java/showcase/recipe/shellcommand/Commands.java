package showcase.recipe.shellcommand;

import java.time.Duration;
import java.util.List;
import showcase.catalogue.Arguments;

/** What a run executes where it is given no command, and how long that may take. */
final class Commands {
  static final Duration AMPLE = Duration.ofSeconds(30);
  static final Duration SHORT = Duration.ofMillis(200);

  /** Writes a line on each stream, and ends with an exit code of its own. */
  static final List<String> SMALL = sh("echo hello java; echo careful >&2; exit 3");

  /** Writes the process ids of itself, a child, a grandchild; none ends by itself. */
  static final List<String> SLOW =
      sh("echo $$; sleep 600 & echo $!; sh -c 'sleep 600 & echo $!; wait' & wait");

  static final List<String> MISSING = List.of("no-such-command-anywhere");

  private Commands() {}

  /** Writes o on standard output and e on standard error, at once. */
  static List<String> large(Arguments in) {
    long bytes = (long) in.get(ShellCommandRecipe.MEBIBYTES) << 20;
    String write = "head -c " + bytes + " /dev/zero | tr '\\0' ";
    return sh(write + "o & " + write + "e >&2; wait");
  }

  /** How long a command of the user's own may take. */
  static Duration timeout(Arguments in) {
    return Duration.ofMillis(in.get(ShellCommandRecipe.TIMEOUT));
  }

  private static List<String> sh(String script) {
    return List.of("sh", "-c", script);
  }
}
