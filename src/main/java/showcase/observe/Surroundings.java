package showcase.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The TCP ports of the program that surrounds the runs, such as the port of the live report. A
 * browser connects whenever it likes, also in the middle of a run, and an edition has not left that
 * connection behind.
 */
public final class Surroundings {
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

  /** The columns of the system's tables of TCP sockets. */
  private static final int LOCAL_ADDRESS = 1;

  private static final int INODE = 9;
  private static final int HEX = 16;

  private Surroundings() {}

  /** From now on, connections to this port of this JVM do not count. */
  public static void addPort(int port) {
    PORTS.add(port);
  }

  /** From now on, they count. */
  public static void removePort(int port) {
    PORTS.remove(port);
  }

  /**
   * Whether this descriptor is such a connection. Only Linux tells.
   *
   * @param target what the descriptor leads to, such as {@code socket:[4711]}
   */
  static boolean include(String target) {
    return !PORTS.isEmpty()
        && target.startsWith("socket:")
        && Stream.of("tcp", "tcp6").anyMatch(table -> isIn(table, target.replaceAll("\\D", "")));
  }

  private static boolean isIn(String table, String inode) {
    try (Stream<String> sockets = Files.readString(Path.of("/proc/self/net", table)).lines()) {
      return sockets
          .skip(1) // the headings
          .map(line -> line.strip().split(" +"))
          .anyMatch(columns ->
              columns[INODE].equals(inode) && PORTS.contains(port(columns[LOCAL_ADDRESS])));
    } catch (IOException e) {
      return false;
    }
  }

  /** The port in an address such as {@code 0100007F:15BE}. */
  private static int port(String address) {
    return Integer.parseInt(
        address.substring(address.indexOf(':') + 1).toUpperCase(Locale.ROOT), HEX);
  }
}
