package showcase.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @Option(names = "--host", description = "Address to listen on (default: 127.0.0.1).")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "Port to listen on; 0 picks a free one (default: 5566).")
  @Within(least = 0, most = MOST_PORT)
  private int port = 5566;

  @Option(
      names = "--edition",
      paramLabel = "EDITION",
      description =
          "virtual or platform (a thread per connection), virtual-poller (virtual, with a poller"
              + " of its own), or selector (one thread for all) (default: virtual).")
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
  @Within(least = 0, most = 86_400)
  private int stats;

  @Mixin private LimitOptions limitOptions = new LimitOptions();

  @Spec private CommandSpec spec;

  @Override
  @SuppressWarnings("try") // the body needs no more than that it is open
  public Integer call() throws JMException, InterruptedException {
    Limits limits = limitOptions.limits();
    InetSocketAddress address = address();

    int code;
    LineWriter out = null;
    LineWriter err = null;
    // First, because a client may stop the server as soon as the port is open.
    var zeroOnStop = new ZeroOnStop(limits.grace());
    try (zeroOnStop) {
      // The main thread closes the server, so it must not wait for the readers of its output.
      out = new LineWriter(spec.commandLine().getOut());
      err = new LineWriter(spec.commandLine().getErr());
      code = serve(address, limits, out, err);
      err.close();
      out.close();
    } catch (OutOfMemoryError e) { // also thrown if the system refuses a thread
      try {
        spec.commandLine().getErr().println("showcase: cannot serve: " + e.getMessage());
      } catch (OutOfMemoryError again) {
        Halt.sayLastWords();
      }
      Halt.now(1); // a normal exit needs more of what is missing
      return 1;
    }
    if (out.isStuck() || err.isStuck()) {
      Halt.now(code); // a normal exit would wait to flush them
    }
    return code;
  }

  private InetSocketAddress address() {
    try {
      return new InetSocketAddress(Host.address(host), port);
    } catch (UnknownHostException e) {
      throw new BadArgumentException("--host must be an address of this machine, not " + host);
    }
  }

  private int serve(InetSocketAddress address, Limits limits, LineWriter out, LineWriter err)
      throws JMException {
    Consumer<String> log = line -> err.accept("showcase: " + line);
    try (var server = FibServer.start(address, edition, workers, limits, log)) {
      return serve(server, limits, out, err);
    } catch (BindException e) {
      log.accept("cannot listen on %s: %s".formatted(Host.endpoint(host, port), e.getMessage()));
    } catch (InterruptedIOException e) {
      return 0; // stopped by a signal while it started
    } catch (IOException e) {
      log.accept("cannot start the server: " + e.getMessage());
    }
    return 1;
  }

  private int serve(FibServer server, Limits limits, LineWriter out, LineWriter err)
      throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    var name = new ObjectName("showcase:type=FibServer,port=" + server.port());
    beans.registerMBean(server.status(), name);
    try {
      describe(server, limits, out);
      waitForTheEnd(server, err);
      // It has failed and has logged the reason. Closing it needs what may be missing: memory,
      // threads. The system closes the connections, and the workers end with their pipes.
      err.close();
      if (server.isSpeechless() || err.ranOutOfMemory()) {
        Halt.sayLastWords();
      }
      Halt.now(1);
      return 1;
    } catch (InterruptedException e) {
      return 0; // stopped by a signal
    } finally {
      beans.unregisterMBean(name);
    }
  }

  private void describe(FibServer server, Limits limits, LineWriter out) {
    out.accept("listening on " + Host.endpoint(host, server.port()));
    out.accept(
        "edition %s, workers %s for n above %d"
            .formatted(edition, workers.name().toLowerCase(Locale.ROOT), limits.inlineN()));
    out.accept("java %s %s".formatted(Runtime.version().feature(), jvmFlags()).strip());
    out.accept(
        "limits: %d connections, n up to %d, %d bytes per line, %d waiting requests"
            .formatted(
                limits.maxConnections(), limits.maxN(), limits.maxLine(), limits.maxWaiting()));
    out.accept(
        "time limits in seconds: idle %d, line %d, answer %d, request %d, grace %d"
            .formatted(
                limits.idle().toSeconds(),
                limits.line().toSeconds(),
                limits.answer().toSeconds(),
                limits.request().toSeconds(),
                limits.grace().toSeconds()));
  }

  private static String jvmFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-X"))
        .collect(Collectors.joining(" "));
  }

  /** Returns when the server has failed, or can no longer replace a worker. */
  private void waitForTheEnd(FibServer server, LineWriter err) throws InterruptedException {
    FibServerMXBean status = server.status();
    int processes = server.workerPids().size();
    boolean toldOfJar = false;
    long second = 0;
    while (true) {
      try {
        if (server.hasFailed(A_SECOND)) {
          return;
        }
        second++;
        if (stats > 0 && second % stats == 0) {
          err.accept(line(status));
        }
        Optional<String> change = ProgramJar.change();
        if (change.isPresent() && !toldOfJar) {
          err.accept("showcase: " + change.get());
          toldOfJar = true;
        }
        if (change.isPresent() && server.workerPids().size() < processes) {
          err.accept("showcase: a worker has ended and cannot be replaced: the server ends");
          return;
        }
      } catch (OutOfMemoryError e) {
        // The server goes on, and so does this thread: the next line will do.
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
   * signals, the main thread is interrupted; it closes the server and then this object. If that
   * takes too long, the exit code is 1.
   */
  private static final class ZeroOnStop implements AutoCloseable {

    // Enough if each of the server's threads uses up its time to end.
    private static final Duration TO_CLOSE = Duration.ofSeconds(20);

    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::exit, "exit-code");

    ZeroOnStop(Duration grace) throws InterruptedException {
      patience = grace.plus(TO_CLOSE);
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException e) {
        throw new InterruptedException("stopped before it started");
      }
    }

    private void exit() {
      try {
        boolean inTime = closed.await(patience.toSeconds(), TimeUnit.SECONDS);
        Runtime.getRuntime().halt(inTime ? 0 : 1);
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
