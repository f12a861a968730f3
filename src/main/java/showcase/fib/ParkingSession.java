package showcase.fib;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A session whose virtual thread parks until the server's {@link ReadyPoller} finds its channel
 * ready. It holds no buffer while it is parked.
 */
final class ParkingSession extends Session {

  private final ReadyPoller poller;
  private Thread thread;
  private SelectionKey key;

  // Set by the session before it parks, cleared by the thread that wakes it.
  private volatile boolean parked;
  private volatile boolean draining;

  ParkingSession(
      SocketChannel channel, Service service, Consumer<Session> whenEnded, ReadyPoller poller) {
    super(channel, service, whenEnded);
    this.poller = poller;
  }

  @Override
  ByteBuffer receive() throws IOException {
    if (key == null) {
      start();
    }
    parkUnlessDraining(); // park first: right after an answer there is rarely anything to read
    ByteBuffer in = ByteBuffer.allocate(IN_BYTES);
    int count = channel.read(in);
    while (count == 0 && !draining) {
      parkUnlessDraining();
      count = channel.read(in);
    }
    return count > 0 ? in.flip() : null;
  }

  private void start() throws IOException {
    thread = Thread.currentThread();
    channel.configureBlocking(false);
    key = poller.register(channel, this);
  }

  @Override
  void send(ByteBuffer out) throws IOException {
    channel.write(out);
    if (out.hasRemaining()) {
      poller.watch(key, OP_WRITE);
      while (out.hasRemaining()) {
        park();
        channel.write(out);
      }
      poller.watch(key, OP_READ);
    }
  }

  @Override
  void computed() {
    poller.otherWoke();
  }

  @Override
  void gotItsTurn() {
    poller.otherGotItsTurn();
  }

  @Override
  void pauseReading() {
    poller.watch(key, 0);
  }

  @Override
  void resumeReading() {
    poller.watch(key, OP_READ);
  }

  private void parkUnlessDraining() throws IOException {
    parked = true;
    if (draining) {
      parked = false;
    }
    awaitWaking();
  }

  private void park() throws IOException {
    parked = true;
    awaitWaking();
  }

  // No wake-up is lost: close() closes the channel and then reads the flag, while the session sets
  // the flag and then checks whether the channel is open. So one of the two sees the other. The
  // same holds for drain().
  private void awaitWaking() throws IOException {
    while (parked && channel.isOpen()) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        channel.close();
      }
    }
  }

  /** Wakes the session if it is parked, and returns whether it was. */
  boolean wake() {
    boolean was = parked;
    if (was) {
      parked = false;
      LockSupport.unpark(thread);
    }
    return was;
  }

  @Override
  void drain() {
    draining = true;
    wake();
  }

  @Override
  void close() {
    super.close();
    wake();
    poller.forgetClosed();
  }
}
