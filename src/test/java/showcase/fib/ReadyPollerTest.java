package showcase.fib;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that the end of the poller, without which no session is woken, is the end of the service. */
class ReadyPollerTest {
  @Test
  void ifItFailsSoDoesTheService() throws Exception {
    var failure = new CompletableFuture<Throwable>();
    var service = new Service(null, null, null, line -> {}, new Reserve(), failure::complete);
    try (var listener = ServerSocketChannel.open();
        var poller = new ReadyPoller(new Carriers(), service)) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (var client = SocketChannel.open(listener.getLocalAddress());
          var served = listener.accept()) {
        served.configureBlocking(false);
        poller.register(served, null); // nobody to wake, which is a fault
        send(client);
        assertInstanceOf(NullPointerException.class, failure.get(30, TimeUnit.SECONDS));
      }
    }
  }

  private static void send(SocketChannel client) throws IOException {
    client.write(ByteBuffer.allocate(1));
  }
}
