package showcase.fib;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A TCP server that answers each line {@code n} with fib(n).
 *
 * <pre>{@code
 * try (var server = FibServer.start(address, FibServer.Edition.VIRTUAL, Workers.Kind.PROCESS,
 *     Limits.DEFAULTS, System.err::println)) {
 *   connect(server.port());
 * }
 * }</pre>
 *
 * <p>Closing waits for running requests up to the grace period, then stops them. It leaves no
 * thread, socket or process behind.
 */
public final class FibServer implements AutoCloseable {

  /** How connections are scheduled. */
  public enum Edition {
    /** One thread for all connections, with a {@link java.nio.channels.Selector}. */
    SELECTOR,
    /** A platform thread per connection. */
    PLATFORM,
    /** A virtual thread per connection, in a structured scope. */
    VIRTUAL,
    /** The same, but one of the server's threads watches all channels and wakes their threads. */
    VIRTUAL_POLLER;

    /** Returns the name that the command line uses, such as {@code virtual-poller}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  // How often time limits are checked, and so how exact they are.
  private static final long TICK_MILLIS = 50;

  // After the grace period: time to tell clients that their requests were stopped.
  private static final Duration NOTIFY_TIME = Duration.ofMillis(500);

  private static final int BACKLOG = 4096;

  private final ServerSocketChannel listener;
  private final int port;
  private final Limits limits;
  private final Metrics metrics = new Metrics();
  private final Workers workers;
  private final ServerLoop loop;
  private final Resets resets;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread server;
  private final Thread watch;
  private boolean closed;
  private boolean interrupted;

  private FibServer(
      ServerSocketChannel listener,
      Edition edition,
      Workers.Kind kind,
      Limits limits,
      Consumer<String> log)
      throws IOException {
    this.listener = listener;
    this.port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    this.limits = limits;
    this.workers = new Workers(kind, limits, log);
    try {
      var service = new Service(limits, metrics, workers, log);
      this.loop =
          switch (edition) {
            case SELECTOR -> new SelectorLoop(listener, service);
            case PLATFORM -> new PlatformLoop(listener, service);
            case VIRTUAL -> new VirtualLoop(listener, service);
            case VIRTUAL_POLLER -> new VirtualPollerLoop(listener, service);
          };
      this.resets = new Resets();
    } catch (IOException e) {
      workers.close();
      throw e;
    }
    this.server = new Thread(() -> serve(log), "fib-server");
    this.watch = new Thread(this::watch, "fib-watch");
  }

  /**
   * Starts a server. It is listening when this method returns.
   *
   * @param address the address to listen on; port 0 selects a free port
   * @param log receives notices, one line each
   * @throws java.net.BindException if the port is in use
   */
  public static FibServer start(
      InetSocketAddress address,
      Edition edition,
      Workers.Kind workers,
      Limits limits,
      Consumer<String> log)
      throws IOException {
    var listener = ServerSocketChannel.open();
    try {
      // Allows a restart on the same port while connections of the previous server linger.
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.bind(address, BACKLOG);
      var server = new FibServer(listener, edition, workers, limits, log);
      server.server.start();
      server.watch.start();
      return server;
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
  }

  /** Returns the port on which it listens. */
  public int port() {
    return port;
  }

  /** Returns the figures that JMX shows. */
  public FibServerMXBean status() {
    return new Status(metrics, workers);
  }

  /** Returns the process ids of its workers; empty unless they are processes. */
  public List<Long> workerPids() {
    return workers.pids();
  }

  private void serve(Consumer<String> log) {
    try {
      loop.run();
    } catch (InterruptedException e) {
      // closing took too long
    } catch (IOException | RuntimeException | Error e) {
      log.accept("the server failed: " + e);
    } finally {
      stopListening(); // no client must wait in the backlog of a server that has failed
    }
  }

  private void stopListening() {
    try {
      listener.close();
    } catch (IOException e) {
      // it accepts nothing more anyway
    }
  }

  /**
   * Waits until the server ends without having been closed, which means that it has failed.
   *
   * @return whether it ended within this time
   */
  public boolean hasFailed(Duration within) throws InterruptedException {
    return server.join(within);
  }

  // One thread enforces all time limits. A timer per request, or timeouts on sockets, would cost
  // each request more than this costs for ten thousand connections.
  private void watch() {
    try (resets) {
      while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        workers.stopNeedless(now, resets);
        loop.tick(now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // the selector could not be closed
    }
  }

  /**
   * Stops accepting, closes idle connections, waits for running requests up to the grace period,
   * then stops them and closes everything. A second call does nothing.
   *
   * <p>An interrupt ends the grace period; the thread's interrupt status stays set.
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      stopListening();
      loop.drain();
      if (!ended(limits.grace())) {
        workers.stopAll();
        if (!ended(NOTIFY_TIME)) {
          loop.closeAll();
          if (!ended(NOTIFY_TIME)) {
            server.interrupt();
          }
        }
      }
      end(server);
      workers.close();
      closing.countDown();
      end(watch);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended(Duration patience) {
    try {
      return server.join(patience);
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    }
  }

  private void end(Thread thread) {
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
