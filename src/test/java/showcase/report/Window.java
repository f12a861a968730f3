package showcase.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A browser's window with the live report, as far as the server can tell. */
final class Window implements AutoCloseable {
  static final String FORM = "application/x-www-form-urlencoded";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI page;

  Window(LiveServer server) {
    page = URI.create(server.url());
  }

  int port() {
    return page.getPort();
  }

  String token() {
    return page.getQuery().replace("token=", "");
  }

  /** A request with the token, to be changed before it is sent. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(page.resolve(path)).header("X-Showcase-Token", token());
  }

  HttpRequest.Builder post(String path, String body) {
    return request(path).header("Content-Type", FORM).POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> page() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(page));
  }

  HttpResponse<String> run(String form) throws IOException, InterruptedException {
    return send(post("/run", form));
  }

  CompletableFuture<HttpResponse<String>> startRun(String form) {
    return http.sendAsync(post("/run", form).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> stop() throws IOException, InterruptedException {
    return send(post("/stop", ""));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
