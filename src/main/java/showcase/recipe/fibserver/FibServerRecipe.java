package showcase.recipe.fibserver;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;

/** Serves several clients at once: each line asks for a Fibonacci number. */
public final class FibServerRecipe {
  static final Parameter CLIENTS =
      new Parameter("clients", 4, 1, 200, "clients that are connected at the same time");
  static final Parameter REQUESTS = new Parameter("requests", 5, 1, 100, "lines each client sends");
  static final Parameter LONG =
      new Parameter("n", 38, 1, FibAnswer.MOST, "n of the request that computes for long");

  private static final String FAILURE = "the handler failed";

  public static final Recipe<LineServer> RECIPE =
      Recipe.<LineServer>recipe(
              18,
              "fib-server",
              "One server, four ways",
              "Scheduler with blocking function",
              LineServer.class)
          .topic(Topic.SERVER)
          .problem(
              """
              A server answers each line, a whole number n, by a line with fib(n). Many clients are
              connected at the same time, and each gets its answers in the order of its requests. A
              client that vanishes, does not read, or makes the server's code fail does not affect
              the others. Stopping the server closes its port and all connections, and leaves no thread.
              """)
          .python("generators over select, one thread, port 5566: 20 gives 6765, 10 gives 55")
          .parameters(CLIENTS, REQUESTS, LONG)
          .witnesses("FibAnswer.java", "FibClient.java", "RunningServer.java")
          .edition(
              "selector",
              () -> new FibServerSelector(),
              "SelectorConnection.java",
              "LineBuffer.java")
          .edition(
              "scheduler",
              () -> new FibServerScheduler(),
              "Scheduler.java",
              "Task.java",
              "LineBuffer.java")
          .edition("platform", () -> new FibServerPlatform(), "LineBuffer.java")
          .edition("virtual", () -> new FibServerVirtual(), "LineBuffer.java")
          .situations(FibServerRecipe::situations)
          .notTimed("a server is measured from outside: see load and compare")
          .from21to25(
              """
              The scope class without a policy becomes the joiner awaitAll, which ignores how a
              fork ends.
              """)
          .from25to27(
              """
              awaitAll is gone. Write your own joiner instead: allUntil would keep every fork until
              the server ends, and the default policy ends all connections when one fails.
              """)
          .whatChanges(
              """
              The selector's one thread must never wait, so how far each conversation has come is
              kept in objects. The scheduler keeps the same loop, and lets each conversation read
              from top to bottom: what it would keep in objects is on the stack of a task. A thread
              for each connection needs no loop; virtual threads are tasks whose scheduler is the
              JDK's.
              """)
          .keepTheClassicWhen(
              """
              Requests compute for long: platform threads share the processors, while a virtual
              thread that computes keeps its carrier. A selector fits where one thread has to own
              all state.
              """)
          .watchOutFor(
              """
              With a scope's default policy the first handler that throws ends every connection. With
              Joiner.awaitAll() nobody is told of the failure, so the task reports it itself. An
              interrupt that arrives as a blocking accept returns loses the accepted connection:
              nobody can close it (seen on 25). These servers trust their clients; the serve command
              runs one with limits.
              """)
          .seeAlso("round-robin", "thread-pool", "pinning")
          .build();

  private FibServerRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<LineServer, ?>> situations() {
    return List.of(
        situation("several clients ask", FibServerRecipe::severalAsk)
            .claim(
                "each client gets its answers in the order of its requests",
                (in, seen) -> equal(seen.expected, seen.answers))
            .claim(
                "each connection ends when its client has left",
                (in, seen) -> equal(Collections.nCopies(in.get(CLIENTS), ""), seen.rest)),
        situation("lines of every form", FibServerRecipe::everyForm)
            .claim(
                "the answers are exactly these",
                (in, answers) ->
                    equal(
                        "6765|55|E|E|E|1|".replace("E", FibAnswer.REFUSAL),
                        answers.replace('\n', '|'))),
        situation("two clients vanish in the middle", FibServerRecipe::twoVanish)
            .claim("a client that was there is still served", (in, seen) -> equal("55", seen[0]))
            .claim("a new client is served", (in, seen) -> equal("6765", seen[1])),
        situation("the handler throws", FibServerRecipe::handlerThrows)
            .claim(
                "its own connection is closed, after the answers before it",
                (in, seen) ->
                    equal(List.of("1", FibClient.CLOSED, "1", FibClient.CLOSED), seen.own))
            .claim(
                "the other connections are still served",
                (in, seen) -> equal(List.of("55", "55"), seen.others))
            .claim(
                "the uncaught-exception handler gets each failure",
                (in, seen) ->
                    equal(List.of("AssertionError", "IllegalStateException"), seen.uncaught)),
        situation("a client reads late", FibServerRecipe::oneReadsLate)
            .claim("another client is served meanwhile", (in, seen) -> equal("55", seen.other))
            .claim(
                "it gets every answer, whole",
                (in, seen) -> that(seen.missing.isEmpty(), seen.missing.orElse("all"))),
        situation("one request computes for long", FibServerRecipe::oneComputes)
            .claim(
                "every answer is right",
                (in, seen) -> equal(List.of(fib(in.get(LONG)), "1", "1", "1"), seen.answers))
            .shows("the other clients get their answers", (in, seen) -> seen.when()),
        situation("the server is stopped", FibServerRecipe::stopped)
            .claim(
                "it throws InterruptedException, and nothing else went wrong",
                (in, seen) -> seen.interrupted())
            .claim("no handler runs any more", (in, seen) -> equal(0, seen.running))
            .claim("nobody listens on the port", (in, seen) -> equal(false, seen.served))
            .claim(
                "every connection is closed",
                (in, seen) -> equal(Collections.nCopies(3, FibClient.CLOSED), seen.clients)),
        interruptedBefore(FibServerRecipe::beforeItServes),
        interruptedWhile("no client has come", 0, FibServerRecipe::noClient),
        interruptedWhile("a handler waits", 1, FibServerRecipe::waitInHandler),
        interruptedWhile("a handler computes", 1, FibServerRecipe::computeInHandler),
        interruptedAtTheEnd(FibServerRecipe::answerAtTheEnd));
  }

  /**
   * What several clients saw.
   *
   * @param expected the answers that each should get
   * @param answers those that each got
   * @param rest what came after them until the connection ended
   */
  private record Answers(
      List<List<String>> expected, List<List<String>> answers, List<String> rest) {}

  /** The cheat sheet's scene: one asks 20, another 10. None leaves before all are answered. */
  private static Answers severalAsk(LineServer edition, Stage stage) throws Exception {
    List<List<String>> expected = new ArrayList<>();
    List<List<String>> answers = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    var fib = new FibAnswer();
    LineServer.Handler handler =
        n -> stage.does("", "computes fib(" + n + ")", () -> fib.answer(n));
    try (var server = new RunningServer(edition, handler, stage)) {
      List<FibClient> clients = new ArrayList<>();
      for (int id = 0; id < stage.get(CLIENTS); id++) {
        clients.add(server.connect());
      }
      for (int id = 0; id < clients.size(); id++) {
        StringBuilder lines = new StringBuilder();
        requests(id, stage).forEach(n -> lines.append(n).append('\n'));
        clients.get(id).send(lines.toString());
      }
      for (int id = 0; id < clients.size(); id++) {
        List<String> got = new ArrayList<>();
        for (int n : requests(id, stage)) {
          String client = "client " + id;
          String answer = stage.does(client, "waits for an answer", clients.get(id)::read);
          stage.say(client, n + " -> " + answer);
          got.add(answer);
        }
        answers.add(got);
        expected.add(requests(id, stage).stream().map(FibServerRecipe::fib).toList());
      }
      for (FibClient client : clients) {
        rest.add(client.readAll());
      }
    }
    return new Answers(expected, answers, rest);
  }

  /** What a client asks for: client 0 begins with 20 and 10, client 1 with 10. */
  private static List<Integer> requests(int id, Stage stage) {
    return IntStream.range(0, stage.get(REQUESTS))
        .mapToObj(request -> 1 + (19 + 17 * (id + request)) % 27)
        .toList();
  }

  private static String fib(int n) {
    return Long.toString(Fib.byAddition(n));
  }

  private static String everyForm(LineServer edition, Stage stage) throws Exception {
    try (var server = new RunningServer(edition, new FibAnswer(), stage)) {
      String tooLong = "1".repeat(5000);
      return server.connect().send("20\n10\r\n\nfive\n" + tooLong + "\n1\n7").readAll();
    }
  }

  /** One breaks its connection in a line, another closes it while its answers are on their way. */
  private static String[] twoVanish(LineServer edition, Stage stage) throws Exception {
    try (var server = new RunningServer(edition, new FibAnswer(), stage)) {
      FibClient other = server.connect();
      server.connect().send("20\n1").reset();
      server.connect().send("20\n".repeat(1000)).close();
      String first = server.connect().ask(20);
      return new String[] {other.ask(10), first};
    }
  }

  /**
   * What was seen after two handlers had thrown.
   *
   * @param own what the clients got that had asked for it
   * @param others what the clients got that had not
   * @param uncaught what became of the failures, sorted
   */
  private record Failing(List<String> own, List<String> others, List<String> uncaught) {}

  private static Failing handlerThrows(LineServer edition, Stage stage) throws Exception {
    LineServer.Handler handler =
        request ->
            switch (request) {
              case "exception" -> throw new IllegalStateException(FAILURE);
              case "error" -> throw new AssertionError(FAILURE);
              default -> new FibAnswer().answer(request);
            };
    try (var server = new RunningServer(edition, handler, stage)) {
      FibClient other = server.connect();
      List<String> own = new ArrayList<>();
      for (String fault : List.of("exception", "error")) {
        FibClient client = server.connect().send("1\n" + fault + "\n1\n");
        own.add(client.read());
        own.add(client.read());
      }
      List<String> others = List.of(other.ask(10), server.connect().ask(10));
      await(() -> stage.uncaught().size() >= 2, stage); // the connection ends first
      return new Failing(
          own,
          others,
          stage.uncaught().stream()
              .map(failure -> failure.getClass().getSimpleName())
              .sorted()
              .toList());
    }
  }

  /**
   * What was seen of a client that reads late.
   *
   * @param other what another client got before it read
   * @param missing what its answers lack
   */
  private record LateReader(String other, Optional<String> missing) {}

  /** Its first answer is larger than what fits between server and client: the server has to wait. */
  private static LateReader oneReadsLate(LineServer edition, Stage stage) throws Exception {
    String much = "x".repeat(5 << 20);
    var answered = new CountDownLatch(1);
    LineServer.Handler handler =
        request -> {
          if (!request.equals("much")) {
            return new FibAnswer().answer(request);
          }
          answered.countDown();
          return much;
        };
    try (var server = new RunningServer(edition, handler, stage)) {
      FibClient late = server.connectWithLittleRoom().send("much\n10\n");
      answered.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      TimeUnit.MILLISECONDS.sleep(50); // the time to fill the buffers, and to go on too soon
      String other = server.connect().ask(10);
      for (String expected : List.of(much, "55")) {
        String answer = late.read();
        if (!answer.equals(expected)) {
          String got = answer.length() > 20 ? answer.length() + " bytes" : answer;
          return new LateReader(other, Optional.of("an answer of " + got));
        }
      }
      return new LateReader(other, Optional.empty());
    }
  }

  /**
   * What the others waited for while one request was computed.
   *
   * @param answers the long one's, then the others'
   * @param doneAfter when the others had their answers, in nanoseconds after the first of them
   *     asked
   * @param longDoneAfter when the long one's computation had ended
   */
  private record Waiting(List<String> answers, long doneAfter, long longDoneAfter) {
    String when() {
      return doneAfter < longDoneAfter ? "while it computes" : "after it is done";
    }
  }

  private static Waiting oneComputes(LineServer edition, Stage stage) throws Exception {
    int n = stage.get(LONG);
    var computes = new CountDownLatch(1);
    var done = new AtomicLong();
    LineServer.Handler handler =
        request -> {
          if (!request.equals(Integer.toString(n))) {
            return new FibAnswer().answer(request);
          }
          computes.countDown();
          String answer = new FibAnswer().answer(request);
          done.set(System.nanoTime());
          return answer;
        };
    try (var server = new RunningServer(edition, handler, stage)) {
      List<FibClient> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        FibClient client = server.connect();
        client.ask(1); // connected, and served once
        others.add(client);
      }
      FibClient hog = server.connect().send(n + "\n");
      computes.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      long start = System.nanoTime();
      List<String> answers = new ArrayList<>();
      for (FibClient client : others) {
        client.send("1\n");
      }
      for (FibClient client : others) {
        answers.add(client.read());
      }
      long waited = System.nanoTime() - start;
      answers.addFirst(hog.read());
      stage.measure("fib(1) beside fib(" + n + ")", waited / 1e6, "ms");
      return new Waiting(answers, waited, done.get() - start);
    }
  }

  /**
   * What was seen when the server had been stopped.
   *
   * @param running how many handlers ran when its call had ended
   * @param served whether somebody still accepts connections
   * @param clients what each client read
   */
  private record Stopped(Outcome<Void> outcome, int running, boolean served, List<String> clients) {
    Evidence interrupted() {
      boolean only =
          outcome instanceof Outcome.Threw<Void>(InterruptedException e)
              && e.getSuppressed().length == 0;
      return that(only, outcome);
    }
  }

  /** One client is idle, one does not read its answers, and one waits for a handler. */
  private static Stopped stopped(LineServer edition, Stage stage) throws Exception {
    var running = new AtomicInteger();
    var waits = new CountDownLatch(1);
    String kibibyte = "x".repeat(1023);
    LineServer.Handler handler =
        request -> {
          if (request.equals("much")) {
            return kibibyte;
          }
          if (!request.equals("wait")) {
            return new FibAnswer().answer(request);
          }
          running.incrementAndGet();
          waits.countDown();
          try {
            TimeUnit.MILLISECONDS.sleep(2 * stage.patience().toMillis());
            return "";
          } finally {
            running.decrementAndGet();
          }
        };
    try (var server = new RunningServer(edition, handler, stage)) {
      FibClient idle = server.connect();
      idle.ask(1);
      FibClient silent = server.connectWithLittleRoom().send("much\n".repeat(5000));
      silent.read();
      FibClient waiting = server.connect().send("wait\n");
      waits.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      Outcome<Void> outcome = server.stop();
      int runningAtReturn = running.get();
      boolean served = FibClient.isServed(server.port());
      List<String> clients = List.of(idle.read(), lastOf(silent), waiting.read());
      return new Stopped(outcome, runningAtReturn, served, clients);
    }
  }

  /** What comes after the answers that were on their way. */
  private static String lastOf(FibClient client) throws IOException {
    String line = client.read();
    while (!line.endsWith(FibClient.CLOSED) && !line.endsWith(FibClient.SILENCE)) {
      line = client.read();
    }
    return line.endsWith(FibClient.CLOSED) ? FibClient.CLOSED : FibClient.SILENCE;
  }

  private static void await(BooleanSupplier condition, Stage stage) {
    long deadline = System.nanoTime() + stage.patience().toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(100_000); // nothing tells when a thread's failure is reported
    }
  }

  private static void beforeItServes(LineServer edition, Interruption interruption)
      throws Exception {
    try (var listener = RunningServer.listen()) {
      edition.serve(listener, new FibAnswer());
    }
  }

  private static void noClient(LineServer edition, Interruption interruption) throws Exception {
    try (var server = new RunningServer(edition, new FibAnswer(), interruption.stage())) {
      server.awaitEnd();
    }
  }

  private static void waitInHandler(LineServer edition, Interruption interruption)
      throws Exception {
    serveOne(edition, interruption, interruption::await);
  }

  private static void computeInHandler(LineServer edition, Interruption interruption)
      throws Exception {
    serveOne(edition, interruption, interruption::compute);
  }

  private static void answerAtTheEnd(LineServer edition, Interruption interruption)
      throws Exception {
    serveOne(edition, interruption, interruption::end);
  }

  /** What a handler does before it answers. */
  private interface Task {
    void run() throws InterruptedException;
  }

  private static void serveOne(LineServer edition, Interruption interruption, Task task)
      throws Exception {
    LineServer.Handler handler =
        request -> {
          task.run();
          return "";
        };
    try (var server = new RunningServer(edition, handler, interruption.stage())) {
      server.connect().send("1\n");
      server.awaitEnd();
    }
  }
}
