package showcase.recipe.fibserver;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * What a thread would keep on its stack: the lines so far, and a half-sent answer.
 */
final class SelectorConnection {
  private final SocketChannel client;
  private final LineServer.Handler handler;
  private final LineBuffer lines = new LineBuffer();
  private ByteBuffer answer = ByteBuffer.allocate(0);

  SelectorConnection(SocketChannel client, LineServer.Handler handler) {
    this.client = client;
    this.handler = handler;
  }

  /**
   * Goes on as far as it can without waiting, and sets what it has to wait for
   * next.
   */
  void proceed(SelectionKey key) throws IOException, InterruptedException {
    try {
      if (key.isReadable() && !lines.read(client)) {
        client.close();
        return;
      }
      client.write(answer);
      // A client that does not take its answers is not read until it does.
      String request;
      while (!answer.hasRemaining() && (request = lines.next()) != null) {
        answer = UTF_8.encode(handler.answer(request) + "\n");
        client.write(answer);
      }
      key.interestOps(answer.hasRemaining() ? OP_WRITE : OP_READ);
    } catch (IOException e) {
      client.close(); // the client broke the connection
    } catch (RuntimeException | Error e) {
      client.close(); // rethrown, it would end every connection
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
