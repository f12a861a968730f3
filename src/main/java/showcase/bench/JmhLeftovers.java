package showcase.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The files that a killed run of JMH leaves in the temporary folder: two for a running fork. */
final class JmhLeftovers {
  private static final Pattern NAME = Pattern.compile("jmh\\d+(stdout|stderr|classpath\\.jar)");

  private JmhLeftovers() {}

  /**
   * Deletes those that are older than this JVM. To be called while this run holds JMH's lock: then
   * no other run is there that might use them, unless the user had the lock ignored.
   */
  static void delete() {
    if (!Boolean.getBoolean("jmh.ignoreLock")) {
      delete(Path.of(System.getProperty("java.io.tmpdir")), jvmStart());
    }
  }

  private static long jvmStart() {
    return ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  static void delete(Path folder, long beforeMillis) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "jmh*")) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()
            && Files.getLastModifiedTime(file).toMillis() < beforeMillis) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      // another user's, or gone meanwhile; the next run tries again
    }
  }
}
