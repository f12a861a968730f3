package showcase.recipe.fibserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.catalogue.Edition;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class FibServerRecipeTest {
  private static final String NUMBERS = "every request was answered with the right number";
  private static final String ORDER = "each client had its answers in the order of its requests";
  private static final String TOGETHER = "all clients were connected at the same time";
  private static final String CLOSED = "after the end nobody listens on the port";

  @Test
  void claimsAcceptAGoodServer() throws Exception {
    assertEquals(List.of(), failing(Executors.newCachedThreadPool(), answers -> answers, true));
  }

  @Test
  void claimsCatchAWrongAnswer() throws Exception {
    UnaryOperator<List<String>> wrong =
        answers -> answers.stream().map(it -> it.replace("6765", "6766")).toList();
    assertEquals(List.of(NUMBERS, ORDER), failing(Executors.newCachedThreadPool(), wrong, true));
  }

  @Test
  void claimsCatchAnswersInAnotherOrder() throws Exception {
    assertEquals(List.of(ORDER), failing(Executors.newCachedThreadPool(), List::reversed, true));
  }

  @Test
  void claimsCatchAServerOfOneClientAtATime() throws Exception {
    List<String> failing = failing(Executors.newSingleThreadExecutor(), answers -> answers, true);
    assertEquals(List.of(NUMBERS, ORDER, TOGETHER, CLOSED), failing);
  }

  @Test
  void claimsCatchAPortThatStaysOpen() throws Exception {
    assertEquals(
        List.of(CLOSED), failing(Executors.newCachedThreadPool(), answers -> answers, false));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 100", "200, 1", "40, 30"})
  void holdsForOtherNumbers(String clients, String requests) throws Exception {
    var given = Map.of("clients", clients, "requests", requests);
    for (NamedEdition edition : FibServerRecipe.RECIPE.editions()) {
      assertEquals(
          List.of(), Planted.failing(FibServerRecipe.RECIPE, given, edition.maker().get()));
    }
  }

  @Test
  void anInterruptEndsTheServer() throws Exception {
    Interrupted.endsClean(FibServerRecipe.RECIPE, Map.of("clients", "40", "requests", "30"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "31", "99999999999", "1 2", "fib"})
  void badRequestsAreTold(String line) {
    assertEquals("error: n must be a whole number from 1 to 30", FibAnswer.to(line));
  }

  /** The claims that fail for a server with these threads and this fault. */
  private static List<String> failing(
      ExecutorService threads, UnaryOperator<List<String>> fault, boolean closed) throws Exception {
    Edition server =
        (in, transcript) -> {
          int port;
          Thread acceptor;
          try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
            acceptor = Thread.ofPlatform().start(() -> acceptEach(listener, threads, fault));
            FibClients.askAll(in, port, transcript);
            if (!closed) {
              FibClients.knock(port, transcript);
            }
          }
          acceptor.join(); // while it is in accept, the kernel keeps the port open
          if (closed) {
            FibClients.knock(port, transcript);
          }
        };
    try (threads) {
      return Planted.failing(FibServerRecipe.RECIPE, server);
    }
  }

  private static void acceptEach(
      ServerSocket listener, ExecutorService threads, UnaryOperator<List<String>> fault) {
    try {
      while (true) {
        Socket connection = listener.accept();
        threads.submit(() -> serve(connection, fault));
      }
    } catch (IOException e) {
      // the port is closed
    }
  }

  /** Takes as many lines as a client sends, answers them, and stays until it leaves. */
  private static Void serve(Socket connection, UnaryOperator<List<String>> fault)
      throws IOException {
    try (connection) {
      var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < FibServerRecipe.REQUESTS.defaultValue(); i++) {
        answers.add(FibAnswer.to(lines.readLine()));
      }
      String text = String.join("\n", fault.apply(answers)) + "\n";
      connection.getOutputStream().write(text.getBytes(US_ASCII));
      lines.readLine();
      return null;
    }
  }
}
