package showcase.catalogue;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The time since its creation, without the time for which other programs had all processors. On an
 * idle machine, it is the time that has passed. On a machine that is overloaded it runs more slowly,
 * down to a tenth, so that a correct edition does not fail because it had to wait for a processor.
 *
 * <p>The time that counts is that for which processors were idle, which only Linux tells, plus what
 * this JVM has used.
 */
final class FairTime {
  private static final Path STAT = Path.of("/proc/stat");
  private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100
  private static final int IDLE = 4;
  private static final int WAITING_FOR_A_DISK = 5;
  private static final long SLOWEST = 10;

  private final long start = System.nanoTime();
  private final long availableAtStart = available();

  /** Waits for a thread for so much of this time, and returns whether the thread has ended. */
  static boolean join(Thread thread, Duration patience) throws InterruptedException {
    var time = new FairTime();
    long left = patience.toNanos();
    while (left > 0 && !thread.join(Duration.ofNanos(left))) {
      left = patience.toNanos() - time.nanos();
    }
    return !thread.isAlive();
  }

  /** Returns this time, in nanoseconds. */
  long nanos() {
    long passed = System.nanoTime() - start;
    long available = available();
    return available < 0
        ? passed
        : Math.max(passed / SLOWEST, Math.min(passed, available - availableAtStart));
  }

  /** The time for which processors were idle or ran this JVM, or -1 if that is not known. */
  private static long available() {
    try (var lines = Files.newBufferedReader(STAT, StandardCharsets.US_ASCII)) {
      String[] ticks = lines.readLine().split(" +"); // the first line is the sum of all processors
      long idle = Long.parseLong(ticks[IDLE]) + Long.parseLong(ticks[WAITING_FOR_A_DISK]);
      return idle * NANOS_PER_TICK + processTime();
    } catch (IOException e) {
      return -1;
    }
  }

  private static long processTime() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
