package showcase.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How many platform threads one JVM may start here before the system refuses, or worse: a JVM that
 * gets no memory mapping for itself crashes.
 *
 * @param threads nine tenths of what the tightest rule allows
 * @param rule where that rule stands
 */
record ThreadLimit(int threads, String rule) {

  private static final int MAPPINGS_PER_THREAD = 2; // the stack and its guard pages

  /** The tightest of the rules that this system tells; no limit where it tells none. */
  static ThreadLimit ofThisSystem() {
    var none = new ThreadLimit(Integer.MAX_VALUE, "no rule");
    return none.and("/proc/sys/kernel/threads-max", 1)
        .and("/proc/sys/kernel/pid_max", 1)
        .and("/sys/fs/cgroup/pids.max", 1)
        .and("/proc/sys/vm/max_map_count", MAPPINGS_PER_THREAD);
  }

  private ThreadLimit and(String file, int perThread) {
    return read(file)
        .map(value -> Math.min(Integer.MAX_VALUE, value / perThread / 10 * 9))
        .map(threads -> new ThreadLimit(threads.intValue(), file))
        .filter(other -> other.threads < threads)
        .orElse(this);
  }

  private static Optional<Long> read(String file) {
    try {
      // Not readString: it reads a first byte alone, and the kernel then takes that for all.
      return Optional.of(Long.valueOf(Files.readAllLines(Path.of(file)).getFirst()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // not there, or the word max
    }
  }
}
