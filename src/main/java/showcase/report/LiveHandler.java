package showcase.report;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import showcase.process.Reason;
import showcase.report.LiveServer.Content;
import showcase.report.OneRun.Ongoing;

/**
 * Answers the requests of the live report's page.
 *
 * <ul>
 *   <li>{@code GET /} is the page.
 *   <li>{@code POST /run} takes a form with a recipe's name and its parameters, and returns what
 *       happened, as HTML. A run that failed or was stopped returns a {@code <p class="no-result">}
 *       with the reason instead: the status is sent before the run ends.
 *   <li>{@code POST /stop} stops the run that is in progress, whichever window started it.
 * </ul>
 */
final class LiveHandler implements HttpHandler {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";

  /**
   * How often a client that waits for a run is sent an empty line. The HTTP server does not tell
   * when a client has gone, but the second write to its connection fails.
   */
  private static final Duration PULSE = Duration.ofMillis(300);

  /** More than the runner gives an edition to end after it was interrupted. */
  private static final Duration TO_STOP = Duration.ofSeconds(10);

  private final Gate gate;
  private final OneRun oneRun;
  private final Content content;
  private final Consumer<String> log;

  LiveHandler(Gate gate, OneRun oneRun, Content content, Consumer<String> log) {
    this.gate = gate;
    this.oneRun = oneRun;
    this.content = content;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) {
    try (exchange) {
      addHeaders(exchange.getResponseHeaders());
      try {
        answer(exchange);
      } catch (RefusedException e) {
        send(exchange, e.status(), TEXT, e.getMessage());
      } catch (RuntimeException | Error e) {
        String reason = e instanceof LinkageError ? Reason.of(e) : e.toString();
        log.accept("a request failed: " + reason);
        send(exchange, 500, TEXT, "the request failed: " + reason);
      }
    } catch (IOException e) {
      // the client has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is closed
    } catch (RuntimeException | Error e) {
      // not even the answer that it failed; the server goes on
    }
  }

  private static void addHeaders(Headers headers) {
    headers.set("Content-Security-Policy", ContentPolicy.ofNoPage());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Connection", "close"); // an idle one would be an open descriptor in every run
  }

  private void answer(HttpExchange exchange)
      throws IOException, InterruptedException, RefusedException {
    gate.check(exchange);
    switch (exchange.getRequestURI().getPath()) {
      case "/" -> {
        require("GET", exchange);
        String page = content.page();
        exchange.getResponseHeaders().set("Content-Security-Policy", ContentPolicy.of(page));
        send(exchange, 200, HTML, page);
      }
      case "/run" -> {
        require("POST", exchange);
        RunRequest request = RunRequest.read(exchange, content.recipes());
        run(request, exchange);
      }
      case "/stop" -> {
        require("POST", exchange);
        send(exchange, 200, TEXT, stop());
      }
      default -> throw new RefusedException(404, "there is nothing here");
    }
  }

  private static void require(String method, HttpExchange exchange) throws RefusedException {
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      throw new RefusedException(405, "this takes only " + method);
    }
  }

  private void run(RunRequest request, HttpExchange exchange)
      throws IOException, InterruptedException, RefusedException {
    Ongoing run =
        oneRun.start(
            request.recipe().name(), () -> content.run(request.recipe(), request.arguments()));
    try {
      exchange.getResponseHeaders().set("Content-Type", HTML);
      exchange.sendResponseHeaders(200, 0); // of a length that is not known
      OutputStream out = exchange.getResponseBody();
      while (!run.ends(PULSE)) {
        out.write('\n');
        out.flush();
      }
      out.write(outcome(run).getBytes(StandardCharsets.UTF_8));
    } finally {
      run.stop(); // if the client has gone, or this server ends; otherwise it has ended
    }
  }

  private static String outcome(Ongoing run) throws InterruptedException {
    try {
      return run.result().orElseGet(() -> noResult("stopped"));
    } catch (ExecutionException e) {
      return noResult("the run failed: " + Reason.of(e.getCause()));
    }
  }

  private static String noResult(String reason) {
    return Templates.of("no-result").execute(reason);
  }

  private String stop() throws InterruptedException {
    Optional<Ongoing> run = oneRun.current();
    if (run.isEmpty()) {
      return "nothing is running";
    }
    String name = run.get().name();
    run.get().stop();
    return run.get().ends(TO_STOP) ? name + " was stopped" : name + " does not end";
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1); // any other length would be logged as a mistake
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
