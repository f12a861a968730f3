package showcase.process;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.security.SecureRandom;
import java.time.Duration;

/** What worker processes could leave behind in this JVM: counted before, compared after. */
final class Leftovers {

  static {
    // The first temporary folder of a JVM opens the source of its random name, and keeps it open.
    new SecureRandom().nextLong();
  }

  private final long descriptors = descriptors();

  void assertNone() {
    // The JDK's own reaper closes a dead process's pipes, a little later.
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
