package showcase.fib;

import static java.nio.channels.SelectionKey.OP_CONNECT;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Tells whether a connection has been reset, without a read or a write. A read does not tell after
 * the end of the input, and a write would add to the stream. Confined to the watch thread.
 */
final class Resets implements AutoCloseable {

  private final Selector selector;

  Resets() throws IOException {
    selector = Selector.open();
  }

  /**
   * Returns whether the connection has been reset.
   *
   * @param channel a channel in non-blocking mode
   */
  boolean include(SocketChannel channel) throws IOException {
    // For a connected channel, there is nothing to report of this operation but an error: if there
    // is one, a selector reports each operation that it watches.
    SelectionKey key = channel.register(selector, OP_CONNECT);
    try {
      return selector.selectNow() > 0;
    } finally {
      key.cancel();
      selector
          .selectNow(); // removes the key: the channel could not be registered again before that
      selector.selectedKeys().clear();
    }
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      // it counts as closed anyway
    }
  }
}
