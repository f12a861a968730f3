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
import java.util.concurrent.StructuredTaskScope;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A virtual thread per connection, all of them inside the scope that is the server.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run fib-server --edition virtual}
 *
 * <p>Prefer platform threads for few connections that compute for long: a virtual thread
 * that computes keeps its carrier, and there are only as many as processors.
 */
final class FibServerVirtual implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws IOException, InterruptedException, ExecutionException {
    int port;
    try (var listener = ServerSocketChannel.open();
        var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = listener.socket().getLocalPort();

      // The clients run beside the server, and close its port when they have left.
      scope.fork(() -> {
        try (listener) {
          return FibClients.askAll(in, port, transcript);
        }
      });
      try {
        while (true) { // only the scope's owner may fork, so it accepts, too
          Socket connection = listener.accept().socket();
          scope.fork(() -> serve(connection));
        }
      } catch (ClosedByInterruptException e) {
        Thread.interrupted(); // told by the exception instead
        throw new InterruptedException("the server was interrupted");
      } catch (ClosedChannelException e) {
        // Closed by them; if they failed, this throws what went wrong.
        scope.join().throwIfFailed();
      }
    }
    // No finally: leaving the scope interrupts what still runs in it, and waits for it.
    FibClients.knock(port, transcript);
  }

  private static Void serve(Socket connection) {
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
    return null;
  }
}
