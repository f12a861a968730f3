package showcase.fib;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Tests that one session without memory does not cost the others what is due to them. */
class ThreadLoopTest {

  /** A session that is out of memory whenever another thread wants something of it. */
  private static final class Poor extends BlockingSession {
    Poor(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
      super(channel, service, whenEnded);
    }

    @Override
    void drain() {
      throw new OutOfMemoryError("on purpose");
    }

    @Override
    void closeIfOverdue(long now) {
      throw new OutOfMemoryError("on purpose");
    }
  }

  /** Every second of its sessions is poor, so that one of them comes before another. */
  private static final class Loop extends ThreadLoop {
    private final List<Session> sessions = new CopyOnWriteArrayList<>();

    Loop(ServerSocketChannel listener, Service service) {
      super(listener, service);
    }

    @Override
    Session session(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
      Session session =
          sessions.size() % 2 == 0
              ? new Poor(channel, service, whenEnded)
              : new BlockingSession(channel, service, whenEnded);
      sessions.add(session);
      return session;
    }

    @Override
    public void run() throws InterruptedException {
      acceptEach(session -> Thread.ofPlatform().daemon().start(new FutureTask<>(session)));
    }
  }

  @Test
  void allOthersAreDrained() throws Exception {
    eachSessionIsClosedBy(ServerLoop::drain);
  }

  @Test
  void allOthersAreClosedAtTheirTimeLimits() throws Exception {
    long idle = new TestLimits().idle.toNanos();
    eachSessionIsClosedBy(loop -> loop.closeOverdue(System.nanoTime() + idle));
  }

  private static void eachSessionIsClosedBy(Consumer<ServerLoop> end) throws Exception {
    var limits = new TestLimits();
    var metrics = new Metrics();
    Thread server = null;
    var workers = new Workers(Workers.Kind.INLINE, limits.build(), line -> {}, failure -> {});
    try (workers;
        var listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var service =
          new Service(limits.build(), metrics, workers, line -> {}, new Reserve(), failure -> {});
      var loop = new Loop(listener, service);
      server =
          Thread.ofPlatform()
              .start(
                  new FutureTask<>(() -> {
                    loop.run();
                    return null;
                  }));
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      try (var first = new Client(port);
          var second = new Client(port);
          var third = new Client(port);
          var fourth = new Client(port)) {
        List<Client> clients = List.of(first, second, third, fourth);
        for (Client client : clients) {
          assertEquals("55", client.ask("10"));
        }
        try {
          end.accept(loop);
        } catch (OutOfMemoryError e) { // JUnit takes it for one of its own, and ends
          throw new AssertionError("it gave up at the first session", e);
        }
        for (Client client : clients) {
          assertNull(client.read());
        }
        await().untilAsserted(() -> assertEquals(0, metrics.openCount()));
      }
    } finally {
      if (server != null) {
        server.join();
      }
    }
  }
}
