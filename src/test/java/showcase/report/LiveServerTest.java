package showcase.report;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.Patience;

/** Tests the live report's server from outside, by HTTP. */
@Tag("once")
@ExtendWith(Patience.class)
@SuppressWarnings("try") // some servers are closed inside their statements
class LiveServerTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  private LiveServer serve(Told content) throws IOException {
    return LiveServer.start(0, content, log::add);
  }

  private static String raw(int port, String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertRefused(HttpResponse<String> response) {
    assertEquals(403, response.statusCode());
    assertEquals(1, response.body().lines().count(), response.body());
  }

  @Test
  void theAddressThatItPrintsIsThatOfThePage() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      HttpResponse<String> page = window.page();

      assertEquals(200, page.statusCode());
      assertEquals(Told.PAGE, page.body());
      assertEquals("text/html; charset=utf-8", page.headers().firstValue("Content-Type").get());
    }
  }

  @Test
  void thePageRunsItsOwnScriptsOnlyAndIsNotStored() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      var headers = window.page().headers().map();

      String policy = headers.get("content-security-policy").getFirst();
      String hash = "'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck='"; // of let a = 1;
      assertTrue(policy.contains("default-src 'none'; script-src " + hash + ";"), policy);
      assertTrue(policy.contains("connect-src 'self';"), policy);
      assertEquals(List.of("nosniff"), headers.get("x-content-type-options"));
      assertEquals(List.of("no-referrer"), headers.get("referrer-policy"));
      assertEquals(List.of("no-store"), headers.get("cache-control"));
    }
  }

  @Test
  void eachServerHasATokenOfItsOwn() throws Exception {
    try (var one = serve(Told.says());
        var other = serve(Told.says());
        var window = new Window(one);
        var otherWindow = new Window(other)) {
      assertEquals(32, window.token().length());
      assertFalse(window.token().equals(otherWindow.token()));
    }
  }

  @Test
  void itListensOnTheLoopbackAddressOnly() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      byte[] alsoLoopback = {127, 0, 0, 2};
      InetAddress other = InetAddress.getByAddress(alsoLoopback);
      assertThrows(ConnectException.class, () -> new Socket(other, window.port()).close());
    }
  }

  @Test
  void aPortThatIsInUseIsRefused() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      assertThrows(
          BindException.class, () -> LiveServer.start(window.port(), Told.says(), log::add));
    }
  }

  @Test
  void aRunGetsTheParametersOfTheFormAndReturnsWhatHappened() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      HttpResponse<String> response = window.run("recipe=semaphore&jobs=7&limit=2");

      assertEquals(200, response.statusCode());
      assertEquals("<div class=\"happened\">[7, 2] []</div>", response.body().strip());
      assertEquals("text/html; charset=utf-8", response.headers().firstValue("Content-Type").get());
    }
  }

  @Test
  void whatTheFormDoesNotSayHasItsDefault() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      assertEquals(
          "<div class=\"happened\">[5, 2] []</div>",
          window.run("recipe=semaphore&limit=2").body().strip());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recipe=semaphore&jobs=0       | 400 | jobs must be a whole number from",
        "recipe=semaphore&jobs=x%0Ay   | 400 | jobs must be a whole number from",
        "recipe=semaphore&jobs=        | 400 | jobs must be a whole number from",
        "recipe=semaphore&permits=3    | 400 | semaphore has no parameter 'permits'; it has jobs",
        "recipe=semaphore&jobs=5&jobs=6| 400 | the field 'jobs' is given twice",
        "recipe=semaphore&jobs=%zz     | 400 | the body is not a form",
        "jobs=5                        | 400 | the field 'recipe' is missing",
        "recipe=mutex                  | 404 | there is no recipe 'mutex' here",
        "recipe=%3Cb%3E                | 404 | there is no recipe '<b>' here",
        "recipe=shell-command&--=id    | 400 | shell-command has no parameter '--'",
        "recipe=shell-command&words=id | 400 | shell-command has no parameter 'words'",
      })
  void whatCannotBeRunIsRefusedInWords(String form, int status, String text) throws Exception {
    var content = Told.says();
    try (var server = serve(content);
        var window = new Window(server)) {
      HttpResponse<String> response = window.run(form);

      assertEquals(status, response.statusCode(), response.body());
      assertTrue(response.body().startsWith(text), response.body());
      assertEquals(
          "text/plain; charset=utf-8", response.headers().firstValue("Content-Type").get());
      assertEquals(1, content.started.getCount());
    }
  }

  @Test
  void aRecipeThatTakesACommandRunsWithItsOwn() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      String body = window.run("recipe=shell-command").body();
      assertTrue(body.strip().endsWith(" []</div>"), body);
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      HttpResponse<String> response = window.run("recipe=semaphore&jobs=" + "0".repeat(20_000));
      assertEquals(413, response.statusCode());
    }
  }

  @Test
  void aBodyThatIsNotAFormIsRefused() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      var json =
          window
              .request("/run")
              .POST(BodyPublishers.ofString("{}"))
              .header("Content-Type", "text/json");
      assertEquals(415, window.send(json).statusCode());
      var nothing = window.request("/run").POST(BodyPublishers.noBody());
      assertEquals(415, window.send(nothing).statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/run", "/stop"})
  void onlyAPostRunsOrStops(String path) throws Exception {
    var content = Told.says();
    try (var server = serve(content);
        var window = new Window(server)) {
      HttpResponse<String> response =
          window.send(window.request(path + "?token=" + window.token() + "&recipe=semaphore"));

      assertEquals(405, response.statusCode());
      assertEquals("POST", response.headers().firstValue("Allow").get());
      assertEquals(1, content.started.getCount());
    }
  }

  @Test
  void aHeadIsAnsweredWithoutABodyAndTheJdkHasNothingToComplainAbout() throws Exception {
    Queue<String> complaints = new ConcurrentLinkedQueue<>();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            complaints.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger jdk = Logger.getLogger("com.sun.net.httpserver");
    jdk.addHandler(handler);
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      for (String path : List.of("/", "/?token=" + window.token(), "/x?token=" + window.token())) {
        String host = "Host: 127.0.0.1:%d\r\n".formatted(window.port());
        String answer = raw(window.port(), "HEAD %s HTTP/1.1\r\n%s\r\n".formatted(path, host));
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
      }
      assertEquals(List.of(), List.copyOf(complaints));
    } finally {
      jdk.removeHandler(handler);
    }
  }

  @Test
  void anUnknownPathIsNotFound() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      assertEquals(404, window.send(window.post("/etc/passwd", "")).statusCode());
      assertEquals(404, window.send(window.request("/run/x?token=" + window.token())).statusCode());
    }
  }

  @Test
  void withoutItsTokenNothingIsAnswered() throws Exception {
    var content = Told.says();
    try (var server = serve(content);
        var window = new Window(server)) {
      String wrong = "0".repeat(32);
      for (String query : List.of("/", "/?token=", "/?token=" + wrong, "/favicon.ico")) {
        assertRefused(window.send(window.request(query)));
      }
      for (String path : List.of("/run", "/stop", "/run?token=" + window.token())) {
        var request =
            HttpRequest.newBuilder(window.request(path).build().uri())
                .header("Content-Type", Window.FORM)
                .POST(BodyPublishers.ofString("recipe=semaphore"));
        assertRefused(window.send(request));
        assertRefused(window.send(request.header("X-Showcase-Token", wrong)));
      }
      assertEquals(1, content.started.getCount());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.org", "null", "https://127.0.0.1", "http://127.0.0.1:1"})
  void aForeignPageIsRefused(String origin) throws Exception {
    var content = Told.says();
    try (var server = serve(content);
        var window = new Window(server)) {
      assertRefused(window.send(window.post("/run", "recipe=semaphore").header("Origin", origin)));
      assertEquals(1, content.started.getCount());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]"})
  void itsOwnNamesAreAccepted(String name) throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      String host = name + ":" + window.port();
      String answer =
          raw(
              window.port(),
              get(
                  window,
                  "Host: "
                      + host
                      + "\r\nOrigin: http://"
                      + host.toLowerCase(Locale.ROOT)
                      + "\r\n"));
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
  }

  private static String get(Window window, String headers) {
    return "GET /?token=%s HTTP/1.1\r\n%s\r\n".formatted(window.token(), headers);
  }

  /** A name that leads to 127.0.0.1 does not make a foreign page this server's. */
  @Test
  void aWrongHostIsRefused() throws Exception {
    try (var server = serve(Told.says());
        var window = new Window(server)) {
      int port = window.port();
      String right = "Host: 127.0.0.1:" + port + "\r\n";
      for (String headers :
          List.of(
              "",
              "Host: example.org:" + port + "\r\n",
              "Host: 127.0.0.1\r\n",
              "Host: 127.0.0.1.example.org:" + port + "\r\n",
              "Host: 127.0.0.1:" + (port ^ 1) + "\r\n",
              right + "Host: example.org\r\n")) {
        String answer = raw(port, get(window, headers));
        assertTrue(answer.startsWith("HTTP/1.1 403 "), headers + answer);
      }
    }
  }

  @Test
  void oneRunAtATimeAndAnotherWindowIsToldWhich() throws Exception {
    var content = Told.waits();
    try (var server = serve(content);
        var window = new Window(server);
        var other = new Window(server)) {
      var first = window.startRun("recipe=semaphore");
      content.started.await();
      HttpResponse<String> second = other.run("recipe=shell-command");

      assertEquals(409, second.statusCode());
      assertEquals("another run is in progress: semaphore", second.body());
      assertFalse(first.isDone());
      assertEquals(1, content.interrupted.getCount());
    }
  }

  @Test
  void anyWindowStopsTheRunAndThenTheNextOneStarts() throws Exception {
    var waits = new AtomicBoolean(true);
    var content =
        new Told(in -> {
          if (waits.getAndSet(false)) {
            new CountDownLatch(1).await();
          }
          return "<div class=\"happened\"></div>";
        });
    try (var server = serve(content);
        var window = new Window(server);
        var other = new Window(server)) {
      var first = window.startRun("recipe=semaphore");
      content.started.await();
      HttpResponse<String> stop = other.stop();

      assertEquals(200, stop.statusCode());
      assertEquals("semaphore was stopped", stop.body());
      assertEquals("<p class=\"no-result\">stopped</p>", first.get(1, MINUTES).body().strip());
      assertEquals("<div class=\"happened\"></div>", other.run("recipe=semaphore").body().strip());
      assertEquals("nothing is running", other.stop().body());
    }
  }

  /** Such a run would keep a server on virtual threads from serving anything at all. */
  @Test
  void aRunThatKeepsAllCarriersBusyIsStopped() throws Exception {
    var busy = new AtomicBoolean(true);
    var running = new CountDownLatch(Runtime.getRuntime().availableProcessors());
    var content =
        new Told(in -> {
          for (long i = running.getCount(); i > 0; i--) {
            Thread.startVirtualThread(() -> {
              running.countDown();
              while (busy.get()) {
                Thread.onSpinWait();
              }
            });
          }
          new CountDownLatch(1).await();
          return "never";
        });
    try (var server = serve(content);
        var window = new Window(server);
        var socket = new Socket("127.0.0.1", window.port())) {
      socket
          .getOutputStream()
          .write(rawPost(window, "/run", "recipe=semaphore").getBytes(StandardCharsets.US_ASCII));
      running.await();
      // Not by HttpClient, which may need a virtual thread itself.
      String answer = raw(window.port(), rawPost(window, "/stop", ""));
      assertTrue(answer.endsWith("semaphore was stopped"), answer);
    } finally {
      busy.set(false);
    }
  }

  private static String rawPost(Window window, String path, String body) {
    return """
    POST %s HTTP/1.1
    Host: 127.0.0.1:%d
    X-Showcase-Token: %s
    Content-Type: application/x-www-form-urlencoded
    Content-Length: %d

    %s\
    """
        .formatted(path, window.port(), window.token(), body.length(), body)
        .replace("\n", "\r\n");
  }

  /** Each of them keeps a thread until the server gives it up. */
  @Test
  void clientsThatAreSlowToAskDoNotKeepARunFromBeingStopped() throws Exception {
    var content = Told.waits();
    List<Socket> slow = new ArrayList<>();
    try (var server = serve(content);
        var window = new Window(server)) {
      window.startRun("recipe=semaphore");
      content.started.await();
      String post = rawPost(window, "/run", "recipe=semaphore");
      for (int i = 0; i < 20; i++) {
        var socket = new Socket("127.0.0.1", window.port());
        slow.add(socket);
        String half = post.substring(0, i % 2 == 0 ? post.length() - 1 : post.length() / 2);
        socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }
      long start = System.nanoTime();
      assertEquals("semaphore was stopped", window.stop().body());
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis < 3000, millis + " ms");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aClientThatGoesAwayStopsItsRun() throws Exception {
    var content = Told.waits();
    try (var server = serve(content);
        var window = new Window(server);
        var other = new Window(server)) {
      window.startRun("recipe=semaphore");
      content.started.await();
      window.close();

      assertTrue(content.interrupted.await(1, MINUTES));
      await().until(() -> other.stop().body().equals("nothing is running"));
    }
  }

  @Test
  void aRunThatFailsSaysWhyInWordsAndTheServerGoesOn() throws Exception {
    Queue<Throwable> failures =
        new ConcurrentLinkedQueue<>(
            List.of(
                new IllegalStateException("<b>broken"),
                new StackOverflowError(),
                new OutOfMemoryError("Java heap space")));
    var content =
        new Told(in -> {
          switch (failures.poll()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> {
              return "<div class=\"happened\"></div>";
            }
          }
        });
    try (var server = serve(content);
        var window = new Window(server)) {
      assertEquals(
          "<p class=\"no-result\">the run failed: &lt;b&gt;broken</p>",
          window.run("recipe=semaphore").body().strip());
      assertEquals(
          "<p class=\"no-result\">the run failed: java.lang.StackOverflowError</p>",
          window.run("recipe=semaphore").body().strip());
      assertEquals(
          "<p class=\"no-result\">the run failed: Java heap space</p>",
          window.run("recipe=semaphore").body().strip());
      assertEquals("<div class=\"happened\"></div>", window.run("recipe=semaphore").body().strip());
    }
  }

  @Test
  void whenItIsClosedNothingIsLeft() throws Exception {
    Set<Thread> before = threads();
    int port;
    try (var server = serve(Told.says())) {
      String request = "";
      try (var window = new Window(server)) {
        port = window.port();
        request = rawPost(window, "/run", "recipe=semaphore");
      }
      String answer = raw(port, request);
      assertTrue(answer.contains("happened"), answer);
      assertFalse(left(before).isEmpty());
      server.close();

      await().until(() -> left(before).isEmpty());
    }
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
    assertEquals(List.of(), List.copyOf(log));
  }

  @Test
  void closedInTheMiddleOfARunItStopsTheRunAndLeavesNothing() throws Exception {
    Set<Thread> before = threads();
    var content = Told.waits();
    var server = serve(content);
    var window = new Window(server);
    CompletableFuture<HttpResponse<String>> run = window.startRun("recipe=semaphore");
    content.started.await();
    server.close();

    assertEquals(0, content.interrupted.getCount());
    await().until(() -> left(before).isEmpty());
    await().until(run::isDone);
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", window.port()).close());
    window.close();
  }

  @Test
  void anInterruptedThreadClosesItAllTheSame() throws Exception {
    Set<Thread> before = threads();
    var content = Told.waits();
    var server = serve(content);
    try (var window = new Window(server)) {
      window.startRun("recipe=semaphore");
      content.started.await();
      Thread.currentThread().interrupt();
      server.close();

      assertTrue(Thread.interrupted());
      await().until(() -> left(before).isEmpty());
    }
  }

  @Test
  void theEndOfTheThreadThatAcceptsIsAFailure() throws Exception {
    try (var server = serve(Told.says())) {
      var waiting =
          new Thread(() -> {
            try {
              assertTrue(server.hasFailed(Duration.ofMinutes(1)));
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      waiting.start();
      await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
      assertFalse(server.hasFailed(Duration.ofMillis(1)));
      server.close(); // ends it, as running out of memory would
      assertTrue(waiting.join(Duration.ofMinutes(1)));
    }
  }

  /** The threads that belong to live servers. */
  private static Set<Thread> left(Set<Thread> before) {
    Set<Thread> left = new HashSet<>(threads());
    left.removeAll(before);
    return left;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread ->
            thread
                .getName()
                .matches("live-.*|HTTP-Dispatcher|server-timer.*|idle-timeout.*|req-rsp.*"))
        .collect(Collectors.toSet());
  }
}
