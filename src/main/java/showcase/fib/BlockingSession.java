package showcase.fib;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A session whose channel blocks its thread. */
class BlockingSession extends Session {

  private final ByteBuffer in = ByteBuffer.allocate(IN_BYTES);

  // Set before a read that may block.
  private volatile boolean reading;
  private volatile boolean draining;

  BlockingSession(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
    super(channel, service, whenEnded);
  }

  @Override
  ByteBuffer receive() throws IOException {
    reading = true;
    try {
      int count = draining ? readWhatIsThere() : channel.read(in.clear());
      return count > 0 ? in.flip() : null;
    } finally {
      reading = false;
    }
  }

  private int readWhatIsThere() throws IOException {
    channel.configureBlocking(false);
    int count = channel.read(in.clear());
    channel.configureBlocking(true);
    return count;
  }

  @Override
  void send(ByteBuffer out) throws IOException {
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  // Shutting down the input ends a blocked read, but also discards bytes that have arrived; so this
  // is done only if there are none. A read that begins after draining is set sees the flag.
  @Override
  void drain() {
    draining = true;
    try {
      if (reading && channel.socket().getInputStream().available() == 0) {
        channel.shutdownInput();
      }
    } catch (IOException e) {
      close();
    }
  }
}
