package showcase.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/**
 * A connection to a fib server on loopback, for a task that waits for real answers.
 *
 * <p>It uses a channel, because an interrupt ends a channel's reads on threads of both kinds, and
 * closes the channel. An interrupt has no effect on a platform thread that reads from a plain
 * {@link Socket}.
 */
public final class FibConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int LONGEST_ANSWER = 100;

  private final SocketChannel channel;

  private FibConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects.
   *
   * @param port the port on which the server listens
   * @throws IOException if there is no server, if it does not respond within 30 s, or if the thread
   *     is interrupted; the interrupt status stays set
   */
  public static FibConnection open(int port) throws IOException {
    var channel = SocketChannel.open();
    try {
      Socket socket = channel.socket();
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(server, PATIENCE_MILLIS);
      return new FibConnection(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Asks for fib(n) and waits for the answer.
   *
   * @throws IOException if the answer is not a number, is incomplete, or takes longer than 30 s, or
   *     if the thread is interrupted; the interrupt status stays set
   */
  public long ask(int n) throws IOException {
    channel.socket().getOutputStream().write((n + "\n").getBytes(US_ASCII));
    InputStream in = channel.socket().getInputStream();
    byte[] line = new byte[LONGEST_ANSWER];
    int length = 0;
    do {
      int count = in.read(line, length, line.length - length);
      if (count <= 0) { // the end of the stream, or no room left
        throw new EOFException("the fib server gave no complete answer");
      }
      length += count;
    } while (line[length - 1] != '\n');
    String answer = new String(line, 0, length - 1, US_ASCII);
    try {
      return Long.parseLong(answer);
    } catch (NumberFormatException e) {
      throw new IOException("the fib server answered " + answer, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
