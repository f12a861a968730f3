package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import showcase.ProgramJar;
import showcase.catalogue.BadArgumentException;
import showcase.fib.FibServer;
import showcase.fib.FibServerMXBean;
import showcase.fib.Limits;
import showcase.fib.Workers;

/** Serves fib(n) over TCP until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Answers each line n on a TCP port with fib(n), until Ctrl-C or SIGTERM.",
      "Metrics are available over JMX as showcase:type=FibServer,port=PORT."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  showcase serve",
      "  showcase serve --port 0 --edition selector --workers platform --stats 1",
      "  echo 20 | nc -N 127.0.0.1 5566"
    })
final class ServeCommand implements Callable<Integer> {

  private static final int MOST_PORT = 65_535;

  @Option(names = "--host", description = "Address to listen on (default: 127.0.0.1).")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "Port to listen on; 0 picks a free one (default: 5566).")
  private int port = 5566;

  @Option(
      names = "--edition",
      paramLabel = "EDITION",
      description =
          "virtual or platform (a thread per connection), or selector (one thread for all)"
              + " (default: virtual).")
  private FibServer.Edition edition = FibServer.Edition.VIRTUAL;

  @Option(
      names = "--workers",
      paramLabel = "KIND",
      description =
          "What computes n above --inline-n: inline, virtual, platform, forkjoin or process"
              + " (default: process).")
  private Workers.Kind workers = Workers.Kind.PROCESS;

  @Option(
      names = "--stats",
      paramLabel = "SECONDS",
      description = "Print metrics to stderr every SECONDS; 0 for never (default: 0).")
  private int stats;

  @Mixin private LimitOptions limitOptions = new LimitOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, JMException, InterruptedException {
    Limits limits = limitOptions.limits();
    LimitOptions.check("--port", port, 0, MOST_PORT);
    LimitOptions.check("--stats", stats, 0, 86_400);
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new BadArgumentException("--host must be an address of this machine, not " + host);
    }

    PrintWriter err = spec.commandLine().getErr();
    Consumer<String> log = line -> err.println("showcase: " + line);
    // First, because a client may stop the server as soon as the port is open.
    var zeroOnStop = new ZeroOnStop();
    try (zeroOnStop;
        var server = FibServer.start(address, edition, workers, limits, log)) {
      return serve(server, limits);
    } catch (BindException e) {
      err.println("showcase: cannot listen on %s:%d: %s".formatted(host, port, e.getMessage()));
      return 1;
    }
  }

  private int serve(FibServer server, Limits limits) throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    var name = new ObjectName("showcase:type=FibServer,port=" + server.port());
    beans.registerMBean(server.status(), name);
    try {
      describe(server, limits);
      waitForTheEnd(server);
      return 1; // it has failed and has logged the reason
    } catch (InterruptedException e) {
      return 0; // stopped by a signal
    } finally {
      beans.unregisterMBean(name);
    }
  }

  private void describe(FibServer server, Limits limits) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("listening on %s:%d".formatted(host, server.port()));
    out.println(
        "edition %s, workers %s for n above %d"
            .formatted(lower(edition), lower(workers), limits.inlineN()));
    out.println("java %s %s".formatted(Runtime.version().feature(), jvmFlags()).strip());
    out.println(
        "limits: %d connections, n up to %d, %d bytes per line, %d waiting requests"
            .formatted(
                limits.maxConnections(), limits.maxN(), limits.maxLine(), limits.maxWaiting()));
    out.println(
        "time limits in seconds: idle %d, line %d, answer %d, request %d, grace %d"
            .formatted(
                limits.idle().toSeconds(),
                limits.line().toSeconds(),
                limits.answer().toSeconds(),
                limits.request().toSeconds(),
                limits.grace().toSeconds()));
    out.flush();
  }

  private static String jvmFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-X"))
        .collect(Collectors.joining(" "));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Returns when the server has failed, or can no longer replace a worker. */
  private void waitForTheEnd(FibServer server) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    FibServerMXBean status = server.status();
    int processes = server.workerPids().size();
    boolean toldOfJar = false;
    for (long second = 1; !server.hasFailed(Duration.ofSeconds(1)); second++) {
      if (stats > 0 && second % stats == 0) {
        err.println(line(status));
      }
      Optional<String> change = ProgramJar.change();
      if (change.isPresent() && !toldOfJar) {
        err.println("showcase: " + change.get());
        toldOfJar = true;
      }
      if (change.isPresent() && server.workerPids().size() < processes) {
        err.println("showcase: a worker has ended and cannot be replaced: the server ends");
        return;
      }
    }
  }

  private static String line(FibServerMXBean status) {
    Map<String, Long> errors = new TreeMap<>(status.getErrors());
    errors.values().removeIf(count -> count == 0);
    return "connections %d, requests %d, p50 %.0f us, p99 %.0f us, computing %d, waiting %d, %s"
        .formatted(
            status.getConnections(),
            status.getRequests(),
            status.getLatencyMicrosP50(),
            status.getLatencyMicrosP99(),
            status.getComputing(),
            status.getWaiting(),
            errors.isEmpty() ? "no errors" : "errors " + errors);
  }

  /**
   * Sets the exit code to 0 when the server is stopped by a signal. By default, the JVM exits with
   * 143 after SIGTERM and with 130 after Ctrl-C, but for a server this is not a failure. On both
   * signals, the main thread is interrupted; it closes the server and then this object.
   */
  private static final class ZeroOnStop implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::exit, "exit-code");

    ZeroOnStop() throws InterruptedException {
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException e) {
        throw new InterruptedException("stopped before it started");
      }
    }

    private void exit() {
      try {
        closed.await();
        Runtime.getRuntime().halt(0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the hook is running: the JVM is shutting down, and waits for the server
      }
      closed.countDown();
    }
  }
}
