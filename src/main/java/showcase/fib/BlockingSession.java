package showcase.fib;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A session whose channel blocks its thread. */
final class BlockingSession extends Session {

  BlockingSession(
      SocketChannel channel,
      Limits limits,
      Metrics metrics,
      Workers workers,
      Consumer<Session> whenEnded) {
    super(channel, limits, metrics, workers, whenEnded);
  }

  @Override
  int read(ByteBuffer in) throws IOException {
    return channel.read(in);
  }

  @Override
  void write(ByteBuffer out) throws IOException {
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }
}
