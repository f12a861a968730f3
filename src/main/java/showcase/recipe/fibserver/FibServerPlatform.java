package showcase.recipe.fibserver;

import static java.net.StandardSocketOptions.TCP_NODELAY;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A platform thread for each connection, which waits for its own client only.
 *
 * <p>Prefer it where requests compute for long: the system shares the processors
 * among such threads. Prefer virtual ones for many, mostly idle connections.
 */
final class FibServerPlatform implements LineServer {

  @Override
  public void serve(ServerSocketChannel listener, Handler handler)
      throws IOException, InterruptedException {
    // Without a bound: in a bounded pool, idle clients keep the others out.
    ExecutorService threads = Executors.newCachedThreadPool();
    try (listener;
        var selector = Selector.open()) {
      listener.configureBlocking(false);
      listener.register(selector, OP_ACCEPT);
      while (true) {
        // An interrupt during a blocking accept can lose the accepted connection.
        selector.select();
        if (Thread.interrupted()) {
          throw new InterruptedException("the server was interrupted");
        }
        selector.selectedKeys().clear();
        SocketChannel client = listener.accept();
        if (client != null) { // it may have gone already
          try {
            threads.execute(() -> converse(client, handler));
          } catch (OutOfMemoryError e) {
            client.close(); // no memory for a thread: the other clients go on
          }
        }
      }
    } finally {
      end(threads);
    }
  }

  private static void converse(SocketChannel client, Handler handler) {
    try (client) {
      client.setOption(TCP_NODELAY, true); // no answer waits for the next one
      var lines = new LineBuffer();
      while (lines.read(client)) {
        String request;
        while ((request = lines.next()) != null) {
          ByteBuffer answer = UTF_8.encode(handler.answer(request) + "\n");
          while (answer.hasRemaining()) {
            client.write(answer); // may take only a part
          }
        }
      }
    } catch (IOException | InterruptedException e) {
      // The client broke the connection, or the server is being stopped.
    }
  }

  /**
   * Interrupts the connections, which closes their channels, and waits for their
   * end.
   */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      end(threads); // waits again: no thread must be left behind
      Thread.currentThread().interrupt();
    }
  }
}
