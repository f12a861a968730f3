package showcase.process;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.security.SecureRandom;
import java.time.Duration;

/** Checks that worker processes leave nothing behind in this JVM, by comparing counts. */
final class Leftovers {

  static {
    // The JVM's first temporary folder opens a source of random numbers, which then stays open.
    new SecureRandom().nextLong();
  }

  private final long descriptors = descriptors();

  void assertNone() {
    // The JDK's own reaper thread closes the pipes of a dead process a little later.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> children() == 0 && threads() == 0 && descriptors() <= descriptors);
  }

  private static long children() {
    return ProcessHandle.current().children().count();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("worker-"))
        .count();
  }

  private static long descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }
}
