package showcase.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends a process with all that it has started: politely first, by force after a grace
 * period.
 */
public final class ProcessTree {

  private static final Duration DYING = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 5;

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
    Set<ProcessHandle> tree = new LinkedHashSet<>(Set.of(root));
    stop(tree);
    boolean ended = false;
    try {
      if (grace.isPositive()) {
        tree.forEach(ProcessHandle::destroy);
        signal("CONT", tree);
        ended = haveEnded(tree, grace);
      }
    } finally {
      if (!ended) {
        stop(tree);
        tree.forEach(ProcessHandle::destroyForcibly);
      }
    }
    return ended || haveEnded(tree, DYING);
  }

  /**
   * Stops the processes and adds their descendants, until there is no new one. A stopped process
   * starts no other: without this, one that was just being started would be missed.
   */
  private static void stop(Set<ProcessHandle> tree) {
    Set<ProcessHandle> running = Set.copyOf(tree);
    while (!running.isEmpty()) {
      signal("STOP", running);
      running =
          tree.stream()
              .filter(ProcessHandle::isAlive)
              .flatMap(ProcessHandle::descendants)
              .filter(process -> !tree.contains(process))
              .collect(Collectors.toSet());
      tree.addAll(running);
    }
  }

  /** By a shell, since Java itself can send two signals only, SIGTERM and SIGKILL. */
  private static void signal(String name, Set<ProcessHandle> processes) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "kill -" + name + " \"$@\"", "kill"));
    processes.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(process -> words.add(Long.toString(process.pid())));
    if (words.size() > 4) {
      try {
        Process kill = new ProcessBuilder(words).redirectError(Redirect.DISCARD).start();
        kill.onExit().join(); // some milliseconds, and not to be interrupted
      } catch (IOException e) {
        // no shell here: the tree as it was listed has to do
      }
    }
  }

  /**
   * Waits for the end of processes, whoever's children they are.
   *
   * @return whether all have ended within the timeout
   */
  public static boolean haveEnded(Collection<ProcessHandle> processes, Duration timeout)
      throws InterruptedException {
    // The system tells a JVM of the end of its own children only. ProcessHandle.onExit asks for
    // others every 300 ms at best, so this asks more often.
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!processes.stream().allMatch(ProcessTree::hasEnded)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /**
   * Whether a process has ended. Until its parent has fetched the exit code it is a zombie: {@code
   * isAlive} still says yes, for seconds where the parent is a slow init, but there is no program
   * any more.
   *
   * @param process any process of the same user
   */
  public static boolean hasEnded(ProcessHandle process) {
    return !process.isAlive() || process.info().command().isEmpty();
  }
}
