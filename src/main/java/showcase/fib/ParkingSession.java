package showcase.fib;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A session whose virtual thread parks until the poller finds its channel ready. */
final class ParkingSession extends Session {
  private final ReadyPoller poller;
  private SelectionKey key;

  ParkingSession(
      SocketChannel channel,
      Limits limits,
      Metrics metrics,
      Workers workers,
      Consumer<Session> whenEnded, ReadyPoller poller) {
    super(channel, limits, metrics, workers, whenEnded);
    this.poller = poller;
  }

  @Override
  int read(ByteBuffer in) throws IOException {
    if (key == null) {
      channel.configureBlocking(false);
      key = poller.register(channel, Thread.currentThread());
    }
    int n;
    do {
      LockSupport.park();
    } while ((n = channel.read(in)) == 0);
    return n;
  }

  @Override
  void write(ByteBuffer out) throws IOException {
    channel.write(out);
    if (out.hasRemaining()) {
      poller.want(key, SelectionKey.OP_WRITE);
      while (out.hasRemaining()) {
        LockSupport.park();
        channel.write(out);
      }
      poller.want(key, SelectionKey.OP_READ);
    }
  }

  @Override void ended() { poller.wakeup(); }

  @Override
  void close() {
    super.close();
    if (key != null) LockSupport.unpark((Thread) key.attachment());
  }
}
