package showcase.recipe.fibserver;

import static java.net.StandardSocketOptions.TCP_NODELAY;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;

/**
 * Tasks that take turns: each runs until it says what it waits for, and a selector
 * tells which can go on. Only one runs at a time: while it computes, all others
 * wait.
 *
 * <p>It shows what the JDK does for virtual threads: a read that would block hands
 * over to a scheduler, which by default has as many threads as there are
 * processors. In production, prefer virtual threads.
 */
final class FibServerScheduler implements LineServer {

  @Override
  public void serve(ServerSocketChannel listener, Handler handler)
      throws IOException, InterruptedException {
    try (listener;
        var scheduler = new Scheduler()) {
      listener.configureBlocking(false);
      scheduler.add(task -> accept(task, listener, handler, scheduler));
      scheduler.run();
    } catch (ExecutionException e) { // of accept: converse reports its own failures
      throw new IOException("the listener failed", e.getCause());
    }
  }

  private static void accept(
      Task task, ServerSocketChannel listener, Handler handler, Scheduler scheduler)
      throws IOException, InterruptedException {
    while (true) {
      task.await(listener, OP_ACCEPT);
      SocketChannel client = listener.accept();
      if (client != null) { // it may have gone already
        try {
          scheduler.add(next -> converse(next, client, handler));
        } catch (OutOfMemoryError e) {
          client.close(); // no memory for a task: the other clients go on
        }
      }
    }
  }

  private static void converse(Task task, SocketChannel client, Handler handler) {
    try (client) {
      client.configureBlocking(false);
      client.setOption(TCP_NODELAY, true); // no answer waits for the next one
      var lines = new LineBuffer();
      task.await(client, OP_READ);
      while (lines.read(client)) {
        String request;
        while ((request = lines.next()) != null) {
          ByteBuffer answer = UTF_8.encode(handler.answer(request) + "\n");
          while (answer.hasRemaining()) {
            task.await(client, OP_WRITE);
            client.write(answer); // may take only a part
          }
        }
        task.await(client, OP_READ);
      }
    } catch (IOException | InterruptedException e) {
      // The client broke the connection, or the server is being stopped.
    } catch (RuntimeException | Error e) {
      var thread = Thread.currentThread(); // rethrown, it would end the scheduler
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
