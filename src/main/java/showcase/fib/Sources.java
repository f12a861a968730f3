package showcase.fib;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Opens connections to a server, from further addresses of the loopback net when the ports of one
 * run out: 127.0.0.1, 127.0.0.2 and so on. A server elsewhere is asked from one address only.
 */
final class Sources {

  /** Below the number of ports that Linux hands out for one source address: 28,232 by default. */
  static final int USUAL = 20_000;

  private static final int LAST = 254;

  private final InetSocketAddress server;
  private final int perSource;
  private final boolean many;
  private int source = 1;
  private int opened;

  /**
   * @param perSource connections from one address, if there are more
   */
  Sources(InetSocketAddress server, int perSource) {
    InetAddress address = server.getAddress();
    this.server = server;
    this.perSource = perSource;
    this.many = address instanceof Inet4Address && address.isLoopbackAddress();
  }

  /** Opens one more connection. */
  SocketChannel open() throws IOException {
    if (many && opened == perSource) {
      next();
    }
    while (true) {
      try {
        SocketChannel channel = open(source);
        opened++;
        return channel;
      } catch (BindException e) { // what Java makes of EADDRNOTAVAIL and EADDRINUSE
        if (!many || source >= LAST) {
          throw e;
        }
        next();
      }
    }
  }

  private void next() {
    source++;
    opened = 0;
  }

  private SocketChannel open(int source) throws IOException {
    var channel = SocketChannel.open();
    try {
      if (source > 1) {
        byte[] address = {127, 0, 0, (byte) source};
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
      }
      channel.connect(server);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
