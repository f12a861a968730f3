package showcase.recipe.killchildren;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask.State;
import showcase.process.ProcessTree;

/**
 * One fork waits for each child, and one does the work. The first to end stops all
 * others.
 *
 * <p>Nothing here runs when this JVM is killed by SIGKILL. Prefer children that end
 * by themselves when their input ends: the system closes it however this JVM ends.
 */
final class KillChildrenModern implements KillChildren {

  @Override
  public void with(List<ProcessBuilder> builders, Duration grace, Work work)
      throws Exception {
    var tree = new ProcessTree();

    // Ctrl-C and SIGTERM run no finally block, but they run the shutdown hooks.
    var hook = new Thread(() -> tree.end(grace), "end children");
    Runtime.getRuntime().addShutdownHook(hook);
    try (var scope = StructuredTaskScope.open(Joiner.<Void>allUntil(it -> true))) {
      try {
        List<Process> children = new ArrayList<>();
        for (ProcessBuilder builder : builders) {
          Process child = tree.start(builder);
          children.add(child);
          scope.fork(() -> live(child));
        }
        scope.fork(() -> work(work, children));
        var failed =
            scope.join().filter(it -> it.state() == State.FAILED).findFirst();
        if (failed.isPresent()) {
          throw new ExecutionException(failed.get().exception());
        }
      } finally {
        // Inside the scope: its close waits for the work, and a read of a child's
        // pipe ends only with the child.
        tree.end(grace);
      }
    } finally {
      remove(hook);
    }
  }

  /** Fails if the child ends before the work, which is then interrupted. */
  private static Void live(Process child) throws Exception {
    child.onExit().get();
    throw new IllegalStateException("a child has ended early: " + child);
  }

  private static Void work(Work work, List<Process> children) throws Exception {
    work.with(children);
    return null;
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is already shutting down, and runs the hook.
    }
  }
}
