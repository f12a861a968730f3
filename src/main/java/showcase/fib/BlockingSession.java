package showcase.fib;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A session whose channel blocks its thread. */
final class BlockingSession extends Session {

  private final ByteBuffer in = ByteBuffer.allocate(IN_BYTES);

  BlockingSession(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
    super(channel, service, whenEnded);
  }

  @Override
  ByteBuffer receive() throws IOException {
    return channel.read(in.clear()) < 0 ? null : in.flip();
  }

  @Override
  void send(ByteBuffer out) throws IOException {
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }
}
