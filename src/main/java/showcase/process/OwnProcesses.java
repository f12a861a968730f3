package showcase.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes that run because this JVM has started them. */
public final class OwnProcesses {
  private OwnProcesses() {}

  /**
   * Returns the ids of this JVM's descendants, and of those orphans that belong to a {@link
   * ProcessTree} that has not been ended: a process whose parent has ended is no longer a
   * descendant. A zombie has ended, even if its exit code has not been collected.
   */
  public static Set<Long> running() {
    Stream<ProcessHandle> descendants =
        hasChildren() ? ProcessHandle.current().descendants() : Stream.empty();
    return Stream.concat(descendants, ProcessTree.runningInOpenTrees())
        .filter(process -> !ProcessTree.hasEnded(process))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  /**
   * Whether this JVM has any children. To ask {@code ProcessHandle}, which reads about all
   * processes of the system, takes several times as long.
   */
  private static boolean hasChildren() {
    for (Optional<Boolean> found = look(); ; found = look()) {
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  /** Returns empty if a thread has ended meanwhile: its children are another thread's now. */
  private static Optional<Boolean> look() {
    var folder = new File("/proc/self/task");
    String[] threads = folder.list();
    if (threads == null || !Files.exists(Path.of("/proc/self/task", threads[0], "children"))) {
      return Optional.of(true); // this system does not tell
    }
    try {
      for (String thread : threads) {
        if (!Files.readString(Path.of("/proc/self/task", thread, "children")).isEmpty()) {
          return Optional.of(true);
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    // A file that was open when its thread ended is read as empty.
    String[] afterwards = folder.list();
    boolean allLive = afterwards != null && Set.of(afterwards).containsAll(Set.of(threads));
    return allLive ? Optional.of(false) : Optional.empty();
  }
}
