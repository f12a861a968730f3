package showcase.fib;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests the time by which the selector's loop enforces its limits. */
class SelectorLoopTest {

  /** The loop may act on a tick late: when the process was stopped in between. */
  @Test
  void aTickEnforcesTheLimitsOfItsOwnTime() throws Exception {
    var limits = new TestLimits();
    limits.line = Duration.ofMillis(50);
    var workers = new Workers(Workers.Kind.INLINE, limits.build(), line -> {}, failure -> {});
    try (workers;
        var listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var service =
          new Service(
              limits.build(), new Metrics(), workers, line -> {}, new Reserve(), failure -> {});
      var loop = new SelectorLoop(listener, service);
      var thread =
          new Thread(() -> {
            try {
              loop.run();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      thread.start();
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      try (var halfLine = new Client(port);
          var other = new Client(port)) {
        halfLine.send("2");
        assertEquals("55", other.ask("10")); // so the loop has read the other's byte
        long tick = System.nanoTime();
        await().until(() -> System.nanoTime() - tick > limits.line.toNanos());

        loop.closeOverdue(tick);
        assertEquals("55", other.ask("10")); // so the loop has seen the tick
        assertEquals("6765", halfLine.ask("0"));

        halfLine.send("2");
        assertEquals("55", other.ask("10"));
        long later = System.nanoTime() + limits.line.toNanos(); // after the byte was read
        loop.closeOverdue(later);
        assertNull(halfLine.read());
      } finally {
        loop.drain();
        loop.closeAll();
        thread.join();
      }
    }
  }
}
