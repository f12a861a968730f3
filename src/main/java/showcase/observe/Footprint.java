package showcase.observe;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import showcase.process.OwnProcesses;
import showcase.process.TemporaryFolder;

/**
 * What this JVM holds at one moment: threads of both kinds, processes, and open descriptors. The
 * difference between two footprints is what a run left behind.
 *
 * @param threads live threads that the program started; {@code ThreadMXBean} and stack traces cover
 *     platform threads only, so the virtual threads are read from a thread dump
 * @param processes ids of the processes that run because this JVM has started them, as {@link
 *     OwnProcesses} finds them: orphans count, zombies do not
 * @param descriptors how many open descriptors lead to each socket, pipe, selector or file; not
 *     those that the JVM opens for itself, see {@link Descriptors}
 */
public record Footprint(Set<Long> threads, Set<Long> processes, Map<String, Long> descriptors) {
  private static final Pattern VIRTUAL = Pattern.compile("^#(\\d+) \".*\" virtual");
  private static final Duration POLL = Duration.ofMillis(1);
  private static final Duration THREADS_END = Duration.ofMillis(100);
  private static final int THREADS_END_LOOKS = 30;
  private static final Duration OTHERS_END = Duration.ofSeconds(2);

  /** What a run left behind; all zero if it left nothing. */
  public record Left(int threads, int processes, long descriptors) {
    public boolean nothing() {
      return threads == 0 && processes == 0 && descriptors == 0;
    }

    public Left plus(Left other) {
      return new Left(
          threads + other.threads, processes + other.processes, descriptors + other.descriptors);
    }
  }

  /** What a run left behind, and the footprint that shows it. */
  public record Look(Left left, Footprint now) {}

  /**
   * Takes a footprint now; the calling thread is not part of it.
   *
   * @param own ids of threads to ignore
   */
  public static Footprint now(Set<Long> own) {
    Set<Long> threads = virtualThreads();
    Thread.getAllStackTraces().keySet().stream()
        .filter(Footprint::isOwn)
        .map(Thread::threadId)
        .forEach(threads::add);
    threads.remove(Thread.currentThread().threadId());
    threads.removeAll(own);
    return new Footprint(threads, OwnProcesses.running(), Descriptors.open());
  }

  private static boolean isOwn(Thread thread) {
    ThreadGroup group = thread.getThreadGroup(); // null once it has ended
    return group != null && OwnThreads.isOwn(group.getName(), thread.getName());
  }

  /**
   * Returns what exists now and did not exist when this footprint was taken. A thread that has
   * finished its work gets 100 ms to end, and at least 30 looks at it: on a loaded machine it waits
   * for a processor as long as this thread does. Processes and descriptors get 2 s. No event
   * announces their end, so this polls until nothing is left. An interrupt does not shorten the
   * wait.
   *
   * @param own ids of threads to ignore
   */
  public Look lookAfter(Set<Long> own) {
    long start = System.nanoTime();
    for (int looks = 1; ; looks++) {
      Footprint now = now(own);
      var left =
          new Left(
              without(now.threads, threads),
              without(now.processes, processes),
              Descriptors.without(now.descriptors, descriptors));
      long waited = System.nanoTime() - start;
      boolean patient =
          left.threads > 0
              ? waited < THREADS_END.toNanos() || looks < THREADS_END_LOOKS
              : waited < OTHERS_END.toNanos();
      if (left.nothing() || !patient) {
        return new Look(left, now);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static int without(Set<Long> now, Set<Long> before) {
    return (int) now.stream().filter(id -> !before.contains(id)).count();
  }

  private static Set<Long> virtualThreads() {
    var diagnostics = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      // The JVM creates it, and fails if such a file exists.
      Path dump = TemporaryFolder.path().resolve("threads-" + UUID.randomUUID() + ".txt");
      try {
        diagnostics.dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
        // Not Files.lines: its channel is closed by an interrupt, and the runner sends one.
        try (var in = new BufferedReader(new FileReader(dump.toFile(), StandardCharsets.UTF_8))) {
          return in.lines()
              .map(VIRTUAL::matcher)
              .filter(Matcher::find)
              .map(matcher -> Long.valueOf(matcher.group(1)))
              .collect(Collectors.toCollection(HashSet::new));
        }
      } finally {
        Files.deleteIfExists(dump);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a thread dump to the temporary folder", e);
    }
  }
}
