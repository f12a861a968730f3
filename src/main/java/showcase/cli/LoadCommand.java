package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import showcase.catalogue.BadArgumentException;
import showcase.engine.Fib;
import showcase.fib.Load;
import showcase.fib.LoadClient;
import showcase.fib.LoadResult;
import showcase.process.Reason;

/** Measures a fib server. */
@Command(
    name = "load",
    description = {
      "Puts a fib server under load, checks every answer and measures its latency.",
      "Closed loop: each active connection sends its next request when it has received an answer."
          + " Open loop (--rate): requests are due at a steady rate, and the latency of each"
          + " counts from the time when it was due."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  showcase load --connections 1000 --seconds 5",
      "  showcase load --connections 8 --rate 800 --hogs 4 --hog-n 38 --json"
    })
final class LoadCommand implements Callable<Integer> {
  private static final int MANY = 1_000_000;
  private static final int MOST_REQUESTS = 1_000_000_000;
  private static final int DAY = 86_400;

  @Option(names = "--host", description = "The server's host (default: 127.0.0.1).")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "The server's port (default: 5566).")
  @Within(least = 1, most = 65_535)
  private int port = 5566;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Connections to open (default: 64).")
  @Within(least = 1, most = MANY)
  private int connections = 64;

  @Option(
      names = "--active",
      paramLabel = "N",
      description = "Connections that send requests; the others stay idle (default: all).")
  @Within(least = 0, most = MANY)
  private Integer active;

  @Option(names = "--n", paramLabel = "N", description = "Ask for fib(N) (default: 1).")
  @Within(least = 1, most = Fib.MAX_N)
  private int n = 1;

  @Option(
      names = "--seconds",
      description = "How long to measure (default: 5; with --requests, at most a day).")
  @Within(least = 1, most = DAY)
  private Integer seconds;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "Stop after this many answers, or after --seconds if given and earlier.")
  @Within(least = 1, most = MOST_REQUESTS)
  private Integer requests;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description =
          "Warm-up time that is not counted: in its first second the client is slow and would"
              + " dominate the p99 (default: 1).")
  @Within(least = 0, most = DAY)
  private int warmUp = 1;

  @Option(
      names = "--hogs",
      paramLabel = "N",
      description = "Further connections that ask for --hog-n without a pause (default: 0).")
  @Within(least = 0, most = MANY)
  private int hogs;

  @Option(names = "--hog-n", paramLabel = "N", description = "Hogs ask for fib(N) (default: 38).")
  @Within(least = 1, most = Fib.MAX_N)
  private int hogN = 38;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests per second in an open loop; 0 for a closed loop (default: 0).")
  @Within(least = 0, most = MANY)
  private double rate;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Load load = load();
    InetSocketAddress address = address();
    PrintWriter err = spec.commandLine().getErr();
    LoadResult result;
    try {
      result = LoadClient.run(address, load, err::println);
    } catch (IOException e) {
      err.println(
          "showcase: cannot load %s: %s".formatted(Host.endpoint(host, port), Reason.of(e)));
      return 1;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? Json.of(load, result) : text(result));
    out.flush();
    if (load.active() > 0 && result.answers() == 0) {
      err.println("showcase: no correct answer in %.1f s".formatted(result.seconds()));
      return 1;
    }
    return result.wrong() == 0 && result.failed() == 0 ? 0 : 1;
  }

  private InetSocketAddress address() {
    try {
      return new InetSocketAddress(Host.address(host), port);
    } catch (UnknownHostException e) {
      throw new BadArgumentException("--host must be a known host, not '%s'".formatted(host));
    }
  }

  private Load load() {
    int asking = active == null ? connections : active;
    if (asking > connections) {
      throw new BadArgumentException(
          "--active must be at most --connections, %d, not '%d'".formatted(connections, asking));
    }
    if (asking == 0 && (rate > 0 || requests != null)) {
      throw new BadArgumentException(
          "--active must be from 1 to %d with --rate or --requests, not '0'"
              .formatted(connections));
    }
    return new Load(
        connections,
        asking,
        n,
        hogs,
        hogN,
        requests == null ? 0 : requests,
        Duration.ofSeconds(duration()),
        Duration.ofSeconds(warmUp),
        rate);
  }

  private int duration() {
    if (seconds == null) {
      return requests == null ? 5 : DAY;
    }
    return seconds;
  }

  private static String text(LoadResult result) {
    var text = new StringBuilder();
    text.append(
        "%d connections, %d with a correct answer; %d answers in %.1f s: %.0f per second%n"
            .formatted(
                result.connected(),
                result.served(),
                result.answers(),
                result.seconds(),
                result.perSecond()));
    text.append(
        "latency in microseconds: p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f, max %.0f%n"
            .formatted(
                result.micros(50),
                result.micros(90),
                result.micros(99),
                result.micros(99.9),
                result.micros(100)));
    text.append(
        "hogs: %d answers; wrong: %d; failed: %d"
            .formatted(result.hogAnswers(), result.wrong(), result.failed()));
    if (result.firstWrong() != null) {
      text.append("%nfirst wrong answer: %s".formatted(result.firstWrong()));
    }
    return text.toString();
  }
}
