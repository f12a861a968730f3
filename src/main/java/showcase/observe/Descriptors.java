package showcase.observe;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The open descriptors of this JVM that a program can have opened: sockets, pipes, selectors, and
 * files. On Linux, each is known by what it leads to, such as {@code socket:[4711]}.
 *
 * <p>What the JVM opens for itself, at moments of its own choice, does not count:
 *
 * <ul>
 *   <li>files of the JDK and of the class path
 *   <li>devices such as {@code /dev/random}, and files of {@code /proc} and {@code /sys}
 *   <li>recordings of JFR, thread dumps of {@link ThreadDump}, performance data, and the socket through which tools attach
 *   <li>what has no name, except the {@code eventfd} of a selector: the {@code epoll} instances of
 *       virtual threads (a selector has one, too), {@code inotify}, timers
 * </ul>
 *
 * <p>Where there is no {@code /proc}, only the number of all descriptors is known.
 */
final class Descriptors {
  private static final Path FOLDER = Path.of("/proc/self/fd");
  private static final Path UNIX_SOCKETS = Path.of("/proc/net/unix");

  /** Every selector has one, and the JVM itself has none, as observed on JDK 21, 25, 27 and 28. */
  private static final String SELECTOR = "anon_inode:[eventfd]";

  private static final String JAVA_HOME = real(System.getProperty("java.home")) + "/";
  private static final Set<String> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Descriptors::real)
          .collect(Collectors.toSet());

  private Descriptors() {}

  /** Returns how many descriptors lead to each target. */
  static Map<String, Long> open() {
    Map<String, Long> open = new HashMap<>();
    String[] names = FOLDER.toFile().list();
    if (names == null) {
      open.put("any", count());
      return open;
    }
    for (String name : names) {
      try {
        // A file may be deleted while it is open, by anybody: a new build replaces the jar.
        String target =
            Files.readSymbolicLink(FOLDER.resolve(name))
                .toString()
                .replaceFirst(" [(]deleted[)]$", "");
        if (counts(target)) {
          open.merge(target, 1L, Long::sum);
        }
      } catch (IOException e) {
        // it was closed meanwhile
      }
    }
    return open;
  }

  /** Returns how many are open now that were not open before. */
  static long without(Map<String, Long> now, Map<String, Long> before) {
    return now.entrySet().stream()
        .filter(open -> open.getValue() > before.getOrDefault(open.getKey(), 0L))
        .filter(open -> !isForTools(open.getKey()) && !Surroundings.include(open.getKey()))
        .mapToLong(open -> open.getValue() - before.getOrDefault(open.getKey(), 0L))
        .sum();
  }

  private static boolean counts(String target) {
    if (target.startsWith("/")) {
      return !target.startsWith(JAVA_HOME)
          && !CLASS_PATH.contains(target)
          && !target.startsWith("/dev/")
          && !target.startsWith("/proc/")
          && !target.startsWith("/sys/")
          && !target.contains("/hsperfdata_")
          && !target.endsWith(".jfr")
          && !target.endsWith(ThreadDump.FILE_END);
    }
    return target.equals(SELECTOR) || target.startsWith("socket:") || target.startsWith("pipe:");
  }

  /** Whether it is the socket that the JVM opens when a tool such as jcmd attaches. */
  private static boolean isForTools(String target) {
    if (!target.startsWith("socket:")) {
      return false;
    }
    String inode = " " + target.replaceAll("\\D", "") + " ";
    try (Stream<String> sockets = Files.readString(UNIX_SOCKETS).lines()) {
      return sockets.anyMatch(line -> line.contains(inode) && line.contains("/.java_pid"));
    } catch (IOException e) {
      return false;
    }
  }

  private static long count() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static String real(String path) {
    File file = new File(path);
    try {
      return file.getCanonicalPath();
    } catch (IOException e) {
      return file.getAbsolutePath();
    }
  }
}
