package showcase.recipe.fibserver;

import static showcase.catalogue.Recipe.recipe;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** Serves several clients at once: each line asks for a Fibonacci number. */
public final class FibServerRecipe {
  static final Parameter CLIENTS =
      new Parameter("clients", 4, 1, 200, "clients that are connected at the same time");
  static final Parameter REQUESTS = new Parameter("requests", 5, 1, 100, "lines each client sends");

  private static final String ARROW = " -> ";

  public static final Recipe RECIPE =
      recipe(18, "fib-server", "Scheduler with blocking function")
          .problem(
              """
              A server answers each line, a whole number n, by a line with fib(n). Several clients
              are connected at once; each sends all its lines at the start and has its answers in
              their order. When the clients have left, the server stops and closes its port.
              """)
          .python("generators and select, one thread, port 5566: 20 gives 6765, 10 gives 55")
          .parameters(CLIENTS, REQUESTS)
          .claims(
              new Claim(
                  "every request was answered with the right number",
                  (in, run) ->
                      Evidence.equal(
                          eachClient(in, client -> numbers(expected(in, client))),
                          eachClient(in, client -> numbers(said(run, client))))),
              new Claim(
                  "each client had its answers in the order of its requests",
                  (in, run) ->
                      Evidence.equal(
                          eachClient(in, client -> expected(in, client)),
                          eachClient(in, client -> said(run, client)))),
              new Claim(
                  "all clients were connected at the same time",
                  (in, run) -> Evidence.equal(in.get(CLIENTS), run.peak("is connected", "leaves"))),
              new Claim(
                  "after the end nobody listens on the port",
                  (in, run) -> Evidence.equal(List.of("refuses"), run.saidBy("port"))))
          .whatChanges(
              """
              The selector's one thread must never wait, so whatever a conversation has reached
              stands in an object. With a thread per connection it stands on a stack, and the code
              reads from top to bottom. Virtual threads keep that code, at a cost per connection
              that is closer to the object's than to a kernel thread's.
              """)
          .keepTheClassicWhen(
              """
              Very many connections are idle and every byte for each counts: the selector. Few
              connections, or native code below them: platform threads.
              """)
          .watchOutFor(
              """
              On the selector's thread one long fib(n) holds up every client. And these three trust
              their clients: no bound on connections or idle time, no draining. The server with
              limits, in the same three ways, is the package showcase.fib: see serve and load.
              """)
          .edition(
              "selector",
              () -> new FibServerSelector(),
              "SelectorConnection.java",
              "FibAnswer.java",
              "FibClients.java")
          .edition("platform", () -> new FibServerPlatform())
          .edition("virtual", () -> new FibServerVirtual())
          .build();

  private FibServerRecipe() {}

  private static List<String> eachClient(Arguments in, IntFunction<List<String>> lines) {
    return IntStream.range(0, in.get(CLIENTS))
        .mapToObj(client -> client + ": " + lines.apply(client))
        .toList();
  }

  private static List<String> said(Run run, int client) {
    return run.saidBy("client " + client).stream().filter(text -> text.contains(ARROW)).toList();
  }

  private static List<String> expected(Arguments in, int client) {
    return FibClients.requests(in, client).stream().map(n -> n + ARROW + fib(n)).toList();
  }

  /** Just the answers, as a set with repetitions: their order is another claim's. */
  private static List<String> numbers(List<String> answers) {
    return answers.stream().map(text -> text.split(ARROW)[1]).sorted().toList();
  }

  /** By addition, not by the recursion that the server uses. */
  private static long fib(int n) {
    return Stream.iterate(new long[] {0, 1}, pair -> new long[] {pair[1], pair[0] + pair[1]})
        .skip(n)
        .findFirst()
        .orElseThrow()[0];
  }
}
