package showcase.report;

import java.util.Map;

/**
 * The limits of the JDK's HTTP server: how long a client may take to send its request, and how many
 * connections there may be. They are system properties, which the server reads once per JVM.
 */
final class HttpLimits {
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "5", // in seconds
          "jdk.httpserver.maxConnections", "200",
          "sun.net.httpserver.nodelay", "true");

  private HttpLimits() {}

  /** Sets those that the user has not set. */
  static void set() {
    LIMITS.forEach((name, value) -> {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    });
  }
}
