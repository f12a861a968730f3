package showcase.fib;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Starts servers for tests on a free port of the loopback address. */
final class Servers {
  private Servers() {}

  static FibServer start(FibServer.Edition edition, Workers.Kind workers, TestLimits limits)
      throws IOException {
    return start(0, edition, workers, limits);
  }

  static FibServer start(
      int port, FibServer.Edition edition, Workers.Kind workers, TestLimits limits)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return FibServer.start(address, edition, workers, limits.build(), line -> {});
  }
}
