package showcase.recipe.fibserver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A platform thread per connection: each waits for its own client, and for no other.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run fib-server --edition platform}
 *
 * <p>Prefer virtual threads where connections are many or idle: a kernel thread and its
 * stack are dear to keep for a client that says nothing.
 */
final class FibServerPlatform implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws IOException, InterruptedException, ExecutionException {
    int port;
    // A pool without bound: each connection has a thread to itself from the first line
    // to the last.
    ExecutorService threads = Executors.newCachedThreadPool();
    try (var listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = listener.socket().getLocalPort();

      // The clients run beside the server, and close its port when they have left.
      Future<Void> clients =
          threads.submit(() -> {
            try (listener) {
              return FibClients.askAll(in, port, transcript);
            }
          });
      try {
        while (true) {
          Socket connection = listener.accept().socket();
          threads.submit(() -> serve(connection));
        }
      } catch (ClosedByInterruptException e) {
        Thread.interrupted(); // told by the exception instead
        throw new InterruptedException("the server was interrupted");
      } catch (ClosedChannelException e) {
        clients.get(); // closed by them; if they failed, this throws what went wrong
      }
    } finally {
      // Nothing but this ends the pool's threads. A connection that is still open is
      // interrupted: its channel closes, where a plain Socket's read would be deaf.
      threads.shutdownNow();
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
    FibClients.knock(port, transcript);
  }

  private static void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true); // an answer does not wait for the next
      var input = new InputStreamReader(connection.getInputStream(), US_ASCII);
      var lines = new BufferedReader(input);
      String line;
      while ((line = lines.readLine()) != null) {
        String answer = FibAnswer.to(line) + "\n";
        connection.getOutputStream().write(answer.getBytes(US_ASCII));
      }
    } catch (IOException e) {
      // The client broke off, or the server stops: no other connection minds.
    }
  }
}
