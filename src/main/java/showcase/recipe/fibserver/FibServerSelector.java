package showcase.recipe.fibserver;

import static java.net.StandardSocketOptions.TCP_NODELAY;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * One thread for all connections: it waits until one of them can go on, never for
 * one alone.
 *
 * <p>Prefer a thread for each connection wherever threads are cheap: there the code
 * reads from top to bottom, and a request that computes for long holds up one
 * client, not all.
 */
final class FibServerSelector implements LineServer {

  @Override
  public void serve(ServerSocketChannel listener, Handler handler)
      throws IOException, InterruptedException {
    try (listener;
        var selector = Selector.open()) {
      listener.configureBlocking(false);
      listener.register(selector, OP_ACCEPT);
      try {
        while (true) {
          selector.select(); // the only place to wait; an interrupt ends it, too
          if (Thread.interrupted()) {
            throw new InterruptedException("the server was interrupted");
          }
          for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof SelectorConnection connection) {
              connection.proceed(key);
            } else {
              accept(listener, selector, handler);
            }
          }
          selector.selectedKeys().clear(); // the selector only adds to this set
        }
      } finally {
        // Closing the selector closes none of its channels.
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    }
  }

  private static void accept(
      ServerSocketChannel listener, Selector selector, Handler handler)
      throws IOException {
    SocketChannel client = listener.accept();
    if (client == null) {
      return; // it has gone already
    }
    try {
      client.configureBlocking(false);
      client.setOption(TCP_NODELAY, true); // no answer waits for the next one
      client.register(selector, OP_READ, new SelectorConnection(client, handler));
    } catch (IOException | OutOfMemoryError e) {
      client.close(); // broken, or no memory for it: the other clients go on
    }
  }
}
