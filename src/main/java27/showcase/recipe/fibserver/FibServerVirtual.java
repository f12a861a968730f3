package showcase.recipe.fibserver;

import static java.net.StandardSocketOptions.TCP_NODELAY;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * A virtual thread for each connection, in a scope as long-lived as the server.
 *
 * <p>Prefer it where connections are many and mostly wait. A virtual thread is not
 * time-sliced: as many long computations as there are processors make every other
 * connection wait. Hand those to a pool of platform threads.
 */
final class FibServerVirtual implements LineServer {

  /** Waits for all forks. One that fails does not end the others. */
  private record AwaitAll() implements Joiner<Object, Void, RuntimeException> {
    @Override
    public Void result() {
      return null;
    }

    @Override
    public Void timeout() {
      return null; // the scope of a server has no timeout
    }
  }

  @Override
  public void serve(ServerSocketChannel listener, Handler handler)
      throws IOException, InterruptedException {
    try (listener;
        var selector = Selector.open();
        var scope = StructuredTaskScope.open(new AwaitAll())) {
      listener.configureBlocking(false);
      listener.register(selector, OP_ACCEPT);
      while (!Thread.currentThread().isInterrupted()) {
        // An interrupt during a blocking accept can lose the accepted connection.
        selector.select();
        selector.selectedKeys().clear();
        SocketChannel client = listener.accept();
        if (client != null) { // it may have gone already
          try {
            scope.fork(() -> converse(client, handler));
          } catch (OutOfMemoryError e) {
            client.close(); // no memory for a thread: the other clients go on
          }
        }
      }
      scope.join(); // does not wait, because the interrupt is still set
      Thread.interrupted();
      throw new InterruptedException("the server was interrupted");
    } // leaving the scope interrupts the connections and waits for their end
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
    } catch (RuntimeException | Error e) {
      // Rethrown, it would be lost: AwaitAll ignores the outcome of a fork.
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
