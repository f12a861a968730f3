package showcase.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a process with all that it has started: politely first, by force after a grace
 * period.
 */
public final class ProcessTree {

  private static final Duration DYING = Duration.ofSeconds(5);

  private ProcessTree() {}

  /**
   * Asks the process and its descendants to terminate, and kills those that still run
   * after a grace period. Returns when all have ended.
   *
   * @param root the process to end, for instance {@code process.toHandle()}
   * @param grace how long they may take to end by themselves; zero kills at once
   * @return whether all have ended; false if one was still there 5 s after it was killed
   * @throws InterruptedException if interrupted in the grace period; then all are killed
   *     at once
   */
  public static boolean end(ProcessHandle root, Duration grace) throws InterruptedException {
    // Listed before anything ends: a child whose parent is gone belongs to init, and is no
    // descendant any more.
    Set<ProcessHandle> tree = new LinkedHashSet<>();
    addDescendants(tree, root);
    try {
      if (grace.isPositive()) {
        tree.forEach(ProcessHandle::destroy);
        if (haveEnded(tree, grace)) {
          return true;
        }
      }
    } finally {
      killAll(tree);
    }
    return haveEnded(tree, DYING);
  }

  private static void killAll(Set<ProcessHandle> tree) {
    // A process may have started another one before it was killed: look until there is no new one.
    int known;
    do {
      known = tree.size();
      Set.copyOf(tree).forEach(process -> addDescendants(tree, process));
      tree.forEach(ProcessHandle::destroyForcibly);
    } while (tree.size() > known);
  }

  private static void addDescendants(Set<ProcessHandle> tree, ProcessHandle process) {
    tree.add(process);
    process.descendants().forEach(tree::add);
  }

  private static boolean haveEnded(Set<ProcessHandle> tree, Duration timeout)
      throws InterruptedException {
    var ends = tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
