package showcase.fib;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;

/**
 * Opens connections to a server. When the ports of one source address run out, it uses further
 * addresses of the loopback network: 127.0.0.1, 127.0.0.2 and so on. For a server elsewhere, there
 * is only one source address.
 */
final class Sources {

  /** Less than the number of ports that Linux provides per source address, by default 28,232. */
  static final int USUAL = 20_000;

  private static final int LAST = 254;

  private final InetSocketAddress server;
  private final int perSource;
  private final boolean many;
  private int source = 1;
  private int opened;

  /**
   * @param perSource connections from one source address before the next address is used
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
      } catch (BindException e) { // thrown for EADDRNOTAVAIL and EADDRINUSE
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
    } catch (UnsupportedAddressTypeException e) {
      channel.close();
      throw new ConnectException(FibServer.NO_IPV6);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }
}
