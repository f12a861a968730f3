package showcase.recipe.killchildren;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import showcase.process.ProcessTree;

/**
 * A {@code finally} block ends the children. If a signal ends this JVM, a shutdown
 * hook does.
 *
 * <p>Neither runs when this JVM is killed by SIGKILL. Prefer children that end by
 * themselves when their input ends: the system closes it however this JVM ends.
 */
final class KillChildrenClassic implements KillChildren {

  @Override
  public void with(List<ProcessBuilder> builders, Duration grace, Work work)
      throws Exception {
    var tree = new ProcessTree();

    // Ctrl-C and SIGTERM run no finally block, but they run the shutdown hooks.
    var hook = new Thread(() -> tree.end(grace), "end children");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      List<Process> children = new ArrayList<>();
      for (ProcessBuilder builder : builders) {
        children.add(tree.start(builder));
      }
      work.with(children);
    } finally {
      tree.end(grace);
      remove(hook);
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is already shutting down, and runs the hook.
    }
  }
}
