package showcase.fib;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/**
 * A client that waits for the workers' answer. While it waits, the watch thread checks whether it
 * has left, and keeps what it sends.
 *
 * <p>A client that closes its connection sends the end of its stream, and so does a client that has
 * sent all its requests and waits for the answers, such as {@code nc -N}. They differ in how they
 * receive data: the system of the first answers with a reset. So they get a byte of urgent data,
 * which is not part of the stream for a client that has not asked for it with {@code SO_OOBINLINE};
 * see tcp(7) and RFC 6093.
 */
final class WaitingClient {

  // A request that takes less than the first time never causes a check.
  private static final long FIRST_CHECK_NANOS = 100_000_000;
  private static final long NEXT_CHECK_NANOS = 400_000_000;

  // Requests that arrive while the client waits. The end of the stream is seen if it follows them.
  private static final int ARRIVED_BYTES = 1024;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  // If a router or a system on the way makes it a part of the stream, it stands before a number.
  private static final int PROBE = ' ';

  private final SocketChannel channel;
  private boolean waiting;
  private boolean answered;
  private boolean probed; // after the first answer
  private long nextCheck;
  private ByteBuffer arrived = NOTHING;

  WaitingClient(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Lets the watch thread read from the channel, which its session must not do now.
   *
   * @param answered whether an answer was sent on this connection before
   */
  synchronized void startToWait(boolean answered) {
    waiting = true;
    this.answered = answered;
    nextCheck = System.nanoTime() + FIRST_CHECK_NANOS;
  }

  /** Leaves the channel to its session again. */
  synchronized void stopWaiting() {
    waiting = false;
  }

  /**
   * Returns what has arrived while the client waited, and not been returned before. Called by the
   * session while the client does not wait.
   */
  ByteBuffer takeArrived() {
    ByteBuffer bytes = arrived.flip();
    arrived = NOTHING;
    return bytes;
  }

  /** Returns whether the client has left. Called by the watch thread at each tick. */
  synchronized boolean hasLeft(long now, Resets resets) {
    if (!waiting || now - nextCheck < 0) {
      return false;
    }
    nextCheck = now + NEXT_CHECK_NANOS;
    try {
      boolean blocking = channel.isBlocking();
      channel.configureBlocking(false);
      try {
        return mayHaveLeft() && (resets.include(channel) || probe(now));
      } finally {
        channel.configureBlocking(blocking);
      }
    } catch (ClosedChannelException e) {
      return false; // the server has closed it
    } catch (IOException e) {
      return true;
    }
  }

  // True if it may have left: its stream has ended, or what has arrived does not show its end.
  private boolean mayHaveLeft() throws IOException {
    if (arrived == NOTHING) {
      arrived = ByteBuffer.allocate(ARRIVED_BYTES);
    }
    int count = 1;
    while (count > 0 && arrived.hasRemaining()) {
      count = channel.read(arrived);
    }
    return count != 0;
  }

  // If a second urgent byte arrives before the client has read as far as the first, Linux makes the
  // first a part of the stream. So a client that may not have read earlier answers gets only one.
  private boolean probe(long now) {
    if (!probed) {
      try {
        channel.socket().sendUrgentData(PROBE);
        probed = answered;
        nextCheck = now; // at the next tick, because the reset arrives soon
      } catch (IOException e) {
        // no room for another byte, or it has just been reset: the next check shows
      }
    }
    return false;
  }
}
