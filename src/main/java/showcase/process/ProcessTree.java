package showcase.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * A group of processes and everything that they start, which can be ended together: first
 * by a request to terminate, and by force after a grace period. Safe for use by several
 * threads.
 *
 * <p>A process whose parent has ended is no longer a descendant of this JVM. On Linux,
 * this class finds it nevertheless, by one of two marks that processes inherit and that
 * are unique to the tree. One is the name of an environment variable. Because a process
 * may clear its environment, the other is the value of a resource limit that has had no
 * effect since Linux 2.4.25, {@code RLIMIT_LOCKS} (getrlimit(2)). A shell sets it and
 * then becomes the program, which keeps its process id. A process group or a session
 * would mark the processes, too, but Ctrl-C in a terminal would no longer reach them.
 *
 * <p>A process whose parent has ended is not found if it has removed both marks, and on
 * systems without {@code /proc} in no case. What a daemon starts at the request of a
 * process, such as a container, never belongs to the tree. A process of another user,
 * such as one that {@code sudo} has started, belongs to it, but may not be ended by this
 * JVM. If such a process has a pipe open, a read from the pipe does not end with the
 * tree; {@link InterruptibleRead} need not wait for it.
 */
public final class ProcessTree implements AutoCloseable {
  private static final Duration DYING = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 5;
  private static final Set<ProcessTree> OPEN = ConcurrentHashMap.newKeySet();
  private static final boolean HAS_LIMITS = Files.exists(Path.of("/proc/self/limits"));

  /** Dash has the option -w for RLIMIT_LOCKS, and Bash -x. If neither works, there is no limit. */
  private static final String SET_LIMIT =
      "{ ulimit -S -w \"$0\" || ulimit -S -x \"$0\"; } 2>/dev/null; exec \"$@\"";

  private final UUID id = UUID.randomUUID();
  private final String mark = "PROCESS_TREE_" + id.toString().replace('-', '_');
  private final String limit = Long.toString(id.getMostSignificantBits() >>> 1);
  private final Set<ProcessHandle> roots = ConcurrentHashMap.newKeySet();

  // Several threads may start processes at the same time. end() waits for them, and rejects any
  // later start.
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Lock starting = lock.readLock();
  private boolean ending;
  private volatile boolean ended;

  /**
   * Starts a process in this tree.
   *
   * @throws IOException if the program cannot be started, for instance because it does not
   *     exist
   * @throws IllegalStateException if this tree has been ended, or is being ended
   */
  public Process start(ProcessBuilder builder) throws IOException {
    List<String> command = builder.command();
    starting.lock();
    try {
      if (ending) {
        throw new IllegalStateException("this process tree has been ended");
      }
      OPEN.add(this);
      builder.environment().put(mark, "");
      if (HAS_LIMITS) {
        builder.command(Programs.throughShell(SET_LIMIT, limit, command));
      }
      Process process = builder.start();
      roots.add(process.toHandle());
      return process;
    } finally {
      builder.environment().remove(mark); // the builder may be used for another tree
      builder.command(command);
      starting.unlock();
    }
  }

  /**
   * Asks all processes of the tree to terminate, kills those that are still running after
   * the grace period, and returns when none is left. Afterwards, the tree cannot start
   * processes any more.
   *
   * <p>If the caller is interrupted before or during the call, the grace period ends
   * immediately. The caller's interrupt status stays set.
   *
   * @param grace how long the processes may take to terminate; zero kills them immediately
   * @return how many processes were still running
   * @throws IllegalStateException if a process still runs five seconds after it was killed
   */
  public int end(Duration grace) {
    if (ended) {
      return 0;
    }
    lock.writeLock().lock();
    ending = true;
    lock.writeLock().unlock();
    // In this order, parents first: if its child ended first, a shell would go on to its next
    // command.
    Set<ProcessHandle> tree = new LinkedHashSet<>(roots);
    tree.removeIf(ProcessTree::hasEnded);
    addDescendants(tree);
    boolean interrupted = Thread.interrupted();
    if (grace.isPositive() && !interrupted) {
      addMarked(tree);
      tree.forEach(ProcessHandle::destroy);
      interrupted = !wait(tree, grace);
      addDescendants(tree); // processes that they have started meanwhile
    }
    do {
      tree.forEach(ProcessHandle::destroyForcibly);
    } while (addMarked(tree)); // a killed process may just have started another one
    while (!wait(tree, DYING)) {
      interrupted = true; // keep waiting: they end within milliseconds
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    int running = tree.size();
    tree.removeIf(ProcessTree::hasEnded);
    if (!tree.isEmpty()) {
      throw new IllegalStateException("still running after they were killed: " + tree);
    }
    ended = true;
    OPEN.remove(this);
    return running;
  }

  /** Returns the processes that run in trees of this JVM that have not been ended. */
  static Stream<ProcessHandle> runningInOpenTrees() {
    return List.copyOf(OPEN).stream().flatMap(tree -> tree.running().stream());
  }

  private Set<ProcessHandle> running() {
    Set<ProcessHandle> tree = new LinkedHashSet<>(roots);
    tree.removeIf(ProcessTree::hasEnded);
    addDescendants(tree);
    addMarked(tree);
    return tree;
  }

  /** Kills all processes of the tree, and returns when none is left. */
  @Override
  public void close() {
    end(Duration.ZERO);
  }

  /** Waits until all have ended or the timeout is over; returns false if interrupted. */
  private static boolean wait(Set<ProcessHandle> tree, Duration timeout) {
    try {
      haveEnded(tree, timeout);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static void addDescendants(Set<ProcessHandle> tree) {
    List.copyOf(tree).stream()
        .filter(process -> !hasEnded(process))
        .flatMap(ProcessHandle::descendants)
        .filter(process -> !hasEnded(process))
        .forEach(tree::add);
  }

  /** Searches all processes of the system; returns false if it finds no new one. */
  private boolean addMarked(Set<ProcessHandle> tree) {
    return tree.addAll(
        ProcessHandle.allProcesses()
            .filter(process -> isMarked(process) && !hasEnded(process))
            .toList());
  }

  private boolean isMarked(ProcessHandle process) {
    return read(process, "environ").filter(it -> it.contains(mark)).isPresent()
        || read(process, "limits").filter(it -> it.contains(limit)).isPresent();
  }

  /**
   * Waits until processes have ended, whether or not they are children of this JVM.
   *
   * @return whether all have ended within the timeout
   */
  public static boolean haveEnded(Collection<ProcessHandle> processes, Duration timeout)
      throws InterruptedException {
    // The system notifies a JVM only of the end of its own children. For other processes,
    // ProcessHandle.onExit polls every 300 ms at best, so this polls more often.
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!processes.stream().allMatch(ProcessTree::hasEnded)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /**
   * Returns whether a process has ended. Until its parent has collected the exit code, it is a
   * zombie, for seconds if the parent is a slow init process. {@code isAlive} is still true then,
   * but no program is running.
   */
  public static boolean hasEnded(ProcessHandle process) {
    return !process.isAlive() || isZombie(process);
  }

  private static boolean isZombie(ProcessHandle process) {
    // The state is the first letter after the name, which is in parentheses and may contain some.
    return read(process, "stat")
        .map(stat -> stat.substring(stat.lastIndexOf(')') + 1).strip())
        .map(state -> state.startsWith("Z") || state.startsWith("X"))
        .orElseGet(() -> process.info().command().isEmpty());
  }

  private static Optional<String> read(ProcessHandle process, String file) {
    try {
      Path path = Path.of("/proc", Long.toString(process.pid()), file);
      return Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty(); // it has ended, belongs to another user, or there is no /proc
    }
  }
}
