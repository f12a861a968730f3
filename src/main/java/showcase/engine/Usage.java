package showcase.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The resources that processes use, read from {@code /proc}; all zero on systems without it.
 *
 * @param cpuMillis processor time since the start, including that of children that have ended
 * @param residentKiB current resident memory; pages shared by several processes count for each
 * @param peakKiB the largest resident memory so far
 * @param threads current number of operating-system threads
 */
record Usage(long cpuMillis, long residentKiB, long peakKiB, long threads) {

  static final Usage NONE = new Usage(0, 0, 0, 0);

  private static final int MILLIS_PER_TICK = 10; // USER_HZ is 100 on every Linux platform

  // user, nice, system, irq, softirq, steal, see proc_stat(5)
  private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

  static Usage ofThisJvm() {
    return of(Path.of("/proc/self"));
  }

  /** Returns the sum over several processes; a process that has ended counts as zero. */
  static Usage of(List<Long> pids) {
    return pids.stream().map(pid -> of(Path.of("/proc", pid.toString()))).reduce(NONE, Usage::plus);
  }

  /** Returns the processor time used by everything on this machine, and stolen by its host. */
  static long machineMillis() {
    try {
      String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
      long ticks = 0;
      for (int i : BUSY) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks * MILLIS_PER_TICK;
    } catch (IOException e) {
      return 0;
    }
  }

  Usage plus(Usage other) {
    return new Usage(
        cpuMillis + other.cpuMillis,
        residentKiB + other.residentKiB,
        peakKiB + other.peakKiB,
        threads + other.threads);
  }

  /** See proc_pid_stat(5) and proc_pid_status(5). */
  private static Usage of(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"));
      // The second field is the command in parentheses, which may contain spaces.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = 11; i < 15; i++) { // utime, stime, cutime, cstime
        ticks += Long.parseLong(fields[i]);
      }
      List<String> status = Files.readAllLines(folder.resolve("status"));
      return new Usage(
          ticks * MILLIS_PER_TICK,
          number(status, "VmRSS:"),
          number(status, "VmHWM:"),
          number(status, "Threads:"));
    } catch (IOException e) {
      return NONE;
    }
  }

  private static long number(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
