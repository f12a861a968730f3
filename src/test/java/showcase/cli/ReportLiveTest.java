package showcase.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import showcase.Patience;
import showcase.Program;

/** Tests {@code report --live} as a child process, and its options. */
@Tag("once")
@ExtendWith(Patience.class)
class ReportLiveTest {

  private static Program start(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-preview", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("showcase.cli.Main", "report", "--live"));
    command.addAll(List.of(options));
    return Program.start(command);
  }

  private static URI url(Program program) throws Exception {
    await().until(() -> program.outSoFar().endsWith("\n") || !program.process().isAlive());
    return URI.create(program.outSoFar().strip());
  }

  private static HttpRequest post(URI page, String path, String form) {
    return HttpRequest.newBuilder(page.resolve(path))
        .header("X-Showcase-Token", page.getQuery().replace("token=", ""))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form))
        .build();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalInTheMiddleOfARunEndsItAndLeavesNothing(String signal, int code) throws Exception {
    try (Program program = start("shell-command");
        HttpClient http = HttpClient.newHttpClient()) {
      URI page = url(program);
      var run = http.sendAsync(post(page, "/run", "recipe=shell-command"), BodyHandlers.ofString());
      await().until(() -> program.process().descendants().count() > 0);
      List<ProcessHandle> started = program.process().descendants().toList();
      program.signal(signal);
      Program.Result result = program.result();

      assertEquals("", result.err());
      assertEquals(1, result.out().lines().count());
      assertEquals(code, result.code());
      await().until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
      await().until(run::isDone);
      assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", page.getPort()).close());
    }
  }

  @Test
  void theFormsOfTheNamedRecipesAreOnThePage() throws Exception {
    try (Program program = start("semaphore", "mutex");
        HttpClient http = HttpClient.newHttpClient()) {
      String page =
          http.send(HttpRequest.newBuilder(url(program)).build(), BodyHandlers.ofString()).body();
      assertEquals(2, page.split("<form class=\"live\"", -1).length - 1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "report --port 0             | --port needs --live",
        "report --live --port 65536  | --port must be a whole number from 0 to 65535, not '65536'",
        "report --live --port x      | --port must be a whole number from 0 to 65535, not 'x'",
        "report --live -o a.html     | -o does not go with --live, which writes no file",
        "report --live semaphor      | there is no recipe 'semaphor'; did you mean 'semaphore'? showcase list shows all",
      })
  void wrongUsage(String line, String message) {
    var err = new StringWriter();
    var out = new PrintWriter(new StringWriter());

    assertEquals(2, Main.execute(line.split(" "), out, new PrintWriter(err, true)));
    assertTrue(err.toString().startsWith("showcase: " + message), err.toString());
  }

  @Test
  void aPortThatIsInUseIsOneLine() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      var err = new StringWriter();
      String[] command = {"report", "--live", "--port", "" + port};

      int code =
          Main.execute(command, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
      assertEquals(1, code);
      assertEquals(
          "showcase: cannot listen on 127.0.0.1:%d: Address already in use%n".formatted(port),
          err.toString());
    }
  }
}
