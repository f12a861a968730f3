package showcase.recipe.fibserver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Transcript;

/**
 * The clients of a fib server, all connected at once, and all in one thread: it sends what every
 * client asks before it reads the first answer, so no client's answers may wait for another to
 * leave.
 */
final class FibClients {
  /** How long an answer may take before the server counts as stuck. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private FibClients() {}

  /** A connection, and the end of it where the answers come out. */
  private record Client(String name, SocketChannel channel, BufferedReader answers) {

    static Client connect(int id, int port) throws IOException {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      SocketChannel channel = SocketChannel.open(address);
      Socket socket = channel.socket();
      socket.setSoTimeout((int) PATIENCE.toMillis());
      // A channel's stream, unlike a plain socket's, throws when its reader is interrupted.
      var answers = new InputStreamReader(socket.getInputStream(), US_ASCII);
      return new Client("client " + id, channel, new BufferedReader(answers));
    }

    void send(List<Integer> requests) throws IOException {
      String lines = requests.stream().map(n -> n + "\n").collect(Collectors.joining());
      ByteBuffer bytes = US_ASCII.encode(lines);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    String answerTo(int n) throws IOException {
      try {
        String answer = answers.readLine();
        if (answer == null) {
          throw new EOFException("the server hung up on " + name + ", which asked for " + n);
        }
        return answer;
      } catch (SocketTimeoutException e) {
        throw new IOException(
            "%s had no answer to %d within %d s".formatted(name, n, PATIENCE.toSeconds()), e);
      }
    }
  }

  /** What a client asks for, in this order: client 0 begins with 20 and 10, the next with 21. */
  static List<Integer> requests(Arguments in, int client) {
    int most = 27; // no divisor of it but 1 divides the step of 10, so 27 requests all differ
    return IntStream.range(0, in.get(FibServerRecipe.REQUESTS))
        .mapToObj(request -> 1 + Math.floorMod(19 + client - 10 * request, most))
        .toList();
  }

  /**
   * Has all clients connect, ask, read their answers, and leave.
   *
   * @param port of the server, on the loopback address
   * @throws IOException if an answer does not come
   * @throws InterruptedException if the calling thread is interrupted; every connection is closed
   */
  static Void askAll(Arguments in, int port, Transcript transcript)
      throws IOException, InterruptedException {
    List<Client> clients = new ArrayList<>();
    try {
      for (int id = 0; id < in.get(FibServerRecipe.CLIENTS); id++) {
        Client client = Client.connect(id, port);
        clients.add(client);
        client.send(requests(in, id));
      }
      for (int request = 0; request < in.get(FibServerRecipe.REQUESTS); request++) {
        for (int id = 0; id < clients.size(); id++) {
          Client client = clients.get(id);
          int n = requests(in, id).get(request);
          String answer = client.answerTo(n);
          if (request == 0) {
            transcript.say(client.name, "is connected"); // known now: the server has answered
          }
          transcript.say(client.name, n + " -> " + answer);
        }
      }
      clients.forEach(client -> transcript.say(client.name, "leaves"));
      return null;
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // told by the exception instead
      throw new InterruptedException("the clients were interrupted");
    } finally {
      for (Client client : clients) {
        client.channel.close();
      }
    }
  }

  /** Says whether anybody listens on the port after the end. */
  static void knock(int port, Transcript transcript) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // TCP lets a socket whose own port is by chance the one it knocks at connect to itself.
      boolean itself = socket.getLocalPort() == port;
      transcript.say("port", itself ? "refuses" : "is still open");
    } catch (ConnectException e) {
      transcript.say("port", "refuses");
    }
  }
}
