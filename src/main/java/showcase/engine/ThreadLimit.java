package showcase.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many platform threads one JVM may start here. Beyond that, the system refuses more threads,
 * or worse: a JVM that gets no memory mapping for its own use crashes.
 *
 * @param threads nine tenths of what the tightest limit allows
 * @param rule the file that holds this limit
 */
record ThreadLimit(int threads, String rule) {

  private static final int MAPPINGS_PER_THREAD = 2; // the stack and its guard pages

  /** Returns the tightest limit that this system reports; no limit if it reports none. */
  static ThreadLimit ofThisSystem() {
    var none = new ThreadLimit(Integer.MAX_VALUE, "no rule");
    ThreadLimit limit =
        none.and("/proc/sys/kernel/threads-max", 1)
            .and("/proc/sys/kernel/pid_max", 1)
            .and("/proc/sys/vm/max_map_count", MAPPINGS_PER_THREAD);
    for (String file : groupRules(lines("/proc/self/cgroup"))) {
      limit = limit.and(file, 1);
    }
    return limit;
  }

  /**
   * Returns the files with the limits of this process's control group and of all groups around it,
   * which apply to the process as well; see cgroups(7).
   *
   * @param groups the lines of {@code /proc/self/cgroup}, such as {@code 8:pids:/a} and {@code
   *     0::/a/b}
   */
  static List<String> groupRules(List<String> groups) {
    List<String> files = new ArrayList<>();
    for (String line : groups) {
      String[] fields = line.split(":", 3);
      boolean unified = fields[1].isEmpty();
      if (unified || fields[1].equals("pids")) {
        Path root = Path.of(unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/pids");
        Path group = Path.of(root + fields[2]).normalize();
        for (; group.startsWith(root); group = group.getParent()) {
          files.add(group.resolve("pids.max").toString());
        }
      }
    }
    return files;
  }

  private ThreadLimit and(String file, int perThread) {
    return read(file)
        .map(value -> Math.min(Integer.MAX_VALUE, value / perThread / 10 * 9))
        .map(threads -> new ThreadLimit(threads.intValue(), file))
        .filter(other -> other.threads < threads)
        .orElse(this);
  }

  private static Optional<Long> read(String file) {
    return lines(file).stream().findFirst().filter(line -> !line.equals("max")).map(Long::valueOf);
  }

  private static List<String> lines(String file) {
    try {
      // Not readString: it first reads a single byte, and the kernel treats that as the whole read.
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      return List.of();
    }
  }
}
