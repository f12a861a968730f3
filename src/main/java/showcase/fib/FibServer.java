package showcase.fib;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
 *
 * <p>Out of memory, threads or descriptors, the server closes the connections that it cannot serve,
 * and goes on. If one of its own threads cannot go on, the server {@linkplain #hasFailed fails}, and
 * no longer listens.
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

  /** The reason if the system does not take an address of this kind. */
  static final String NO_IPV6 = "there is no IPv6 here, or it is switched off";

  // How often time limits are checked, and so how exact they are.
  private static final long TICK_MILLIS = 50;

  // After the grace period: time to tell clients that their requests were stopped.
  private static final Duration NOTIFY_TIME = Duration.ofMillis(500);

  // After that: time for each of its threads to end. If the system gives them no processor time or
  // no memory, they must not keep the process from ending.
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  private static final int BACKLOG = 4096;

  private final ServerSocketChannel listener;
  private final int port;
  private final Limits limits;
  private final Consumer<String> log;
  private final Reserve reserve = new Reserve();
  private volatile byte[] lastReserve = new byte[256 * 1024]; // to say why it fails
  private final Metrics metrics = new Metrics();
  private final Workers workers;
  private final VirtualThreads virtualThreads;
  private final ServerLoop loop;
  private final Resets resets;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch failed = new CountDownLatch(1);
  private final AtomicBoolean failing = new AtomicBoolean();
  private final Thread server;
  private final Thread watch;
  private volatile boolean speechless;
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
    this.log = log;
    this.resets = new Resets();
    Workers started = null;
    try {
      this.workers = started = new Workers(kind, limits, log, this::fail);
      this.virtualThreads = VirtualThreads.start();
      var service = new Service(limits, metrics, workers, log, reserve, this::fail);
      this.loop =
          switch (edition) {
            case SELECTOR -> new SelectorLoop(listener, service);
            case PLATFORM -> new PlatformLoop(listener, service);
            case VIRTUAL -> new VirtualLoop(listener, service);
            case VIRTUAL_POLLER -> new VirtualPollerLoop(listener, service);
          };
    } catch (Throwable e) {
      if (started != null) {
        started.close();
      }
      resets.close();
      throw e;
    }
    this.server = new Thread(this::serve, "fib-server");
    this.watch = new Thread(this::watch, "fib-watch");
  }

  /**
   * Starts a server. It is listening when this method returns.
   *
   * @param address the address to listen on; port 0 selects a free port
   * @param log receives notices, one line each
   * @throws BindException if it cannot listen on this address
   * @throws IOException if the system refuses a thread, memory or a process; nothing is left behind
   */
  public static FibServer start(
      InetSocketAddress address,
      Edition edition,
      Workers.Kind workers,
      Limits limits,
      Consumer<String> log)
      throws IOException {
    ServerSocketChannel listener = listen(address);
    try {
      var server = new FibServer(listener, edition, workers, limits, log);
      server.startThreads();
      return server;
    } catch (OutOfMemoryError e) { // also thrown if the system refuses a thread
      listener.close();
      throw new IOException(e.getMessage(), e);
    } catch (Throwable e) {
      listener.close();
      throw e;
    }
  }

  private static ServerSocketChannel listen(InetSocketAddress address) throws BindException {
    try {
      var listener = ServerSocketChannel.open();
      try {
        // Allows a restart on the same port while connections of the previous server linger.
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        return listener.bind(address, BACKLOG);
      } catch (Throwable e) {
        listener.close();
        throw e;
      }
    } catch (UnsupportedAddressTypeException e) {
      throw bindException(NO_IPV6, e);
    } catch (IOException e) {
      throw bindException(e.getMessage(), e);
    }
  }

  private static BindException bindException(String message, Exception cause) {
    var exception = new BindException(message);
    exception.initCause(cause);
    return exception;
  }

  private void startThreads() {
    try {
      watch.start(); // first: without it, there would be no time limits
      server.start();
    } catch (Throwable e) {
      stopListening();
      serve(); // the loop ends immediately, and closes what it has opened
      close();
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

  private void serve() {
    try {
      loop.run();
    } catch (InterruptedException e) {
      // closing took too long
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  // Called by any of the threads without which there is no service.
  private void fail(Throwable reason) {
    if (!failing.compareAndSet(false, true)) {
      return;
    }
    lastReserve = null;
    try {
      stopListening(); // no client must wait in the backlog of a server that has failed
      log.accept("the server failed: " + reason);
    } catch (OutOfMemoryError e) {
      speechless = true; // the sessions have used up the reserve before the line was made
    } finally {
      failed.countDown();
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
   * Waits until the server fails. It then no longer listens, has logged the reason, and must be
   * closed.
   *
   * @return whether it failed within this time
   */
  public boolean hasFailed(Duration within) throws InterruptedException {
    return failed.await(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Returns whether it has failed and had no memory to log the reason. */
  public boolean isSpeechless() {
    return speechless;
  }

  // One thread enforces all time limits. A timer per request, or timeouts on sockets, would cost
  // each request more than this costs for ten thousand connections.
  private void watch() {
    var ticks = new Ticks(System.nanoTime());
    var retries = new Retries(reserve);
    try {
      while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          tick(ticks);
          retries.succeeded();
        } catch (OutOfMemoryError e) {
          retries.failed(e);
          ticks.paused(System.nanoTime());
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private void tick(Ticks ticks) {
    long now = System.nanoTime();
    virtualThreads.tick(now);
    loop.tick();
    workers.stopUnwanted(now, resets);
    if (ticks.enforces(now)) {
      loop.closeOverdue(now);
      workers.stopOverdue(now);
    }
  }

  /**
   * Stops accepting, closes idle connections, waits for running requests up to the grace period,
   * then stops them and closes everything. A second call does nothing.
   *
   * <p>An interrupt ends the grace period; the thread's interrupt status stays set. A thread that
   * has not ended a few seconds after the grace period is left behind, and the log names it.
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      stopListening();
      reserve.release(); // nothing more is accepted, and closing needs memory
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
      resets.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended(Duration patience) {
    try {
      if (server.isAlive()) { // join would throw if it was never started
        server.join(patience);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    return !server.isAlive();
  }

  private void end(Thread thread) {
    long deadline = System.nanoTime() + LAST_WAIT.toNanos();
    long rest = LAST_WAIT.toMillis();
    while (thread.isAlive() && rest > 0) {
      try {
        thread.join(rest);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
    if (thread.isAlive()) {
      log.accept("the thread " + thread.getName() + " did not end");
    }
  }
}
