package showcase.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import showcase.catalogue.BadArgumentException;

/** The value of an option {@code --host}. */
final class Host {
  private Host() {}

  /**
   * Looks up the address.
   *
   * @throws UnknownHostException if there is none
   * @throws BadArgumentException if it can be none, or does not say enough
   */
  static InetAddress address(String host) throws UnknownHostException {
    if (host.isBlank()) { // InetAddress takes this for the loopback address
      throw new BadArgumentException("--host must not be empty");
    }
    InetAddress address = InetAddress.getByName(host);
    if (address instanceof Inet6Address v6 && v6.isLinkLocalAddress() && v6.getScopeId() == 0) {
      throw new BadArgumentException(
          "--host is a link-local address and needs a network interface, such as "
              + host
              + "%eth0");
    }
    return address;
  }

  /** Returns address and port as in a URL: with brackets around an IPv6 address. */
  static String endpoint(String host, int port) {
    boolean bare = host.contains(":") && !host.startsWith("[");
    return (bare ? "[%s]:%d" : "%s:%d").formatted(host, port);
  }
}
