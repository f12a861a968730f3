package showcase.recipe.fibserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import showcase.catalogue.Stage;

/**
 * A client of a server of lines. It never waits longer than the situation's patience, and once a
 * server has given no answer, its clients wait only for a moment.
 */
final class FibClient implements AutoCloseable {
  /** What {@link #read} gives when the server has closed the connection. */
  static final String CLOSED = "(closed)";

  /** What {@link #read} gives when no answer has come. */
  static final String SILENCE = "(no answer)";

  private static final int MOMENT_MILLIS = 20;

  private final SocketChannel channel;
  private final InputStream in;
  private final AtomicBoolean silent;

  private FibClient(SocketChannel channel, Stage stage, AtomicBoolean silent) throws IOException {
    this.channel = channel;
    this.silent = silent;
    Socket socket = channel.socket();
    socket.setSoTimeout((int) stage.patience().toMillis());
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Connects.
   *
   * @param room about how many bytes may be in transit to it; 0 for the default
   * @param silent whether the server has given no answer so far, to any of its clients
   */
  static FibClient connect(int port, int room, Stage stage, AtomicBoolean silent)
      throws IOException {
    var channel = SocketChannel.open();
    try {
      if (room > 0) {
        channel.socket().setReceiveBufferSize(room);
      }
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new FibClient(channel, stage, silent);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether anybody accepts connections on a port. */
  static boolean isServed(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // If a socket's own port happens to be the target port, TCP connects it to itself.
      return socket.getLocalPort() != port;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** Sends a text as it is. */
  FibClient send(String text) throws IOException {
    ByteBuffer bytes = UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    return this;
  }

  /** The next line without its end, {@link #CLOSED}, or {@link #SILENCE}. */
  String read() throws IOException {
    var line = new ByteArrayOutputStream();
    try {
      hurryIfSilent();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          return line.size() == 0 ? CLOSED : line.toString(UTF_8) + CLOSED;
        }
        line.write(b);
      }
      return line.toString(UTF_8);
    } catch (SocketTimeoutException e) {
      silent.set(true);
      return line.toString(UTF_8) + SILENCE;
    } catch (IOException e) {
      return CLOSED; // reset: the server has closed it before it had read all
    }
  }

  String ask(int n) throws IOException {
    return send(n + "\n").read();
  }

  /** Ends its own side, and returns all that comes until the server ends the other. */
  String readAll() throws IOException {
    channel.shutdownOutput();
    try {
      hurryIfSilent();
      return new String(in.readAllBytes(), UTF_8);
    } catch (SocketTimeoutException e) {
      silent.set(true);
      return SILENCE;
    }
  }

  private void hurryIfSilent() throws IOException {
    if (silent.get()) {
      channel.socket().setSoTimeout(MOMENT_MILLIS);
    }
  }

  /** Breaks the connection, as if the client had crashed: the server's next read fails. */
  void reset() throws IOException {
    channel.socket().setSoLinger(true, 0);
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
