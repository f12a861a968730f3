package showcase.fib;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** A blocking client. Reads fail after 30 s, so that no test hangs. */
final class Client implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  final Socket socket;
  private final BufferedReader lines;

  Client(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }

  Client send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Returns the next answer, or null at the end of the stream. */
  String read() throws IOException {
    return lines.readLine();
  }

  /** Returns what is left of the stream. No line may have been read before. */
  String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  String ask(String line) throws IOException {
    return send(line + "\n").read();
  }

  /** Returns whether the server has closed the connection, normally or by a reset. */
  boolean isClosedByServer() {
    try {
      return read() == null;
    } catch (java.net.SocketTimeoutException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      return true;
    }
  }

  /** Resets the connection, so that the server's next read or write fails. */
  void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
