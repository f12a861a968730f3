package showcase.recipe.fibserver;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * One thread for all connections: it waits until one can go on, and never for one alone.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run fib-server --edition selector}
 *
 * <p>Prefer a thread per connection wherever threads are cheap: there the code reads
 * from top to bottom, and a long computation holds up one client instead of all.
 */
final class FibServerSelector implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws IOException, InterruptedException, ExecutionException {
    int port;
    try (var listener = ServerSocketChannel.open();
        var selector = Selector.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = listener.socket().getLocalPort();
      listener.configureBlocking(false);
      listener.register(selector, OP_ACCEPT);

      // The clients have a thread of their own; its end wakes the selector.
      var clients =
          new FutureTask<>(() -> FibClients.askAll(in, port, transcript)) {
            @Override
            protected void done() {
              selector.wakeup();
            }
          };
      var thread = new Thread(clients, "clients");
      thread.start();
      try {
        serveUntilDone(clients, listener, selector);
        clients.get();
      } finally {
        thread.interrupt(); // if this one is: then they end with it
        thread.join();
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    }
    FibClients.knock(port, transcript);
  }

  private static void serveUntilDone(
      FutureTask<Void> clients, ServerSocketChannel listener, Selector selector)
      throws IOException, InterruptedException {
    while (!clients.isDone()) {
      selector.select(); // the only place to wait; an interrupt ends it as well
      if (Thread.interrupted()) {
        throw new InterruptedException("the server was interrupted");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.attachment() instanceof SelectorConnection connection) {
          connection.goOn(key);
        } else {
          accept(listener, selector);
        }
      }
      selector.selectedKeys().clear(); // the selector only ever adds to this set
    }
  }

  private static void accept(ServerSocketChannel listener, Selector selector)
      throws IOException {
    SocketChannel channel = listener.accept();
    if (channel != null) { // it may be gone again
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, OP_READ, new SelectorConnection(channel));
    }
  }
}
