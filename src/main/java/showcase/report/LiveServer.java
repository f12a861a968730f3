package showcase.report;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import showcase.catalogue.Arguments;
import showcase.catalogue.Recipe;
import showcase.observe.Surroundings;
import showcase.process.Reason;

/**
 * Serves the report to the user's own browser, and runs its recipes on request, one at a time.
 *
 * <p>All its threads are platform threads that start with it. So they never count as an edition's,
 * and a run can be stopped that keeps all carriers of virtual threads busy, or that has taken all
 * threads that the system gives.
 *
 * <p>Closing it stops the run that is in progress, and leaves no thread and no socket behind.
 */
public final class LiveServer implements AutoCloseable {

  /** What the server shows, and how it runs a recipe. Any thread may use it. */
  public interface Content {
    /** The recipes that can be run. */
    List<Recipe<?>> recipes();

    /** The whole page. */
    String page() throws IOException;

    /** Does what takes time and can be done before the first run. */
    void prepare() throws InterruptedException, IOException;

    /**
     * Runs a recipe, and returns what happened as HTML. The server calls it for one run at a time.
     *
     * @throws InterruptedException if the calling thread was interrupted; then nothing runs any more
     */
    String run(Recipe<?> recipe, Arguments arguments) throws InterruptedException, IOException;
  }

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 50;

  /** A client that is slow to send its request keeps one, and the stop button needs one. */
  private static final int THREADS = 32;

  private static final Duration TO_END = Duration.ofSeconds(5);

  /** The name that the JDK gives the thread that accepts connections and reads from them. */
  private static final String DISPATCHER = "HTTP-Dispatcher";

  private final HttpServer http;
  private final int port;
  private final Gate gate;
  private final OneRun oneRun = new OneRun();
  private final ThreadPoolExecutor handlers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("live-http-", 0).factory());
  private final AtomicBoolean closed = new AtomicBoolean();
  private Set<Thread> dispatchers = Set.of();

  private LiveServer(HttpServer http) {
    this.http = http;
    port = http.getAddress().getPort();
    gate = new Gate(port);
  }

  /**
   * Starts a server. It is listening when this method returns.
   *
   * @param port where to listen on 127.0.0.1; 0 selects a free port
   * @param log receives notices, one line each
   * @throws BindException if it cannot listen on this port
   * @throws IOException if the system refuses a thread or memory; nothing is left behind
   */
  public static LiveServer start(int port, Content content, Consumer<String> log)
      throws IOException {
    HttpLimits.set();
    var address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    var server = new LiveServer(HttpServer.create(address, BACKLOG));
    try {
      server.startThreads(content, log);
      return server;
    } catch (OutOfMemoryError e) { // also thrown if the system refuses a thread
      server.close();
      throw new IOException(e.getMessage(), e);
    } catch (Throwable e) {
      server.close();
      throw e;
    }
  }

  private void startThreads(Content content, Consumer<String> log) {
    Surroundings.addPort(port);
    handlers.prestartAllCoreThreads();
    oneRun.prepare(() -> prepare(content, log));
    http.setExecutor(handlers);
    http.createContext("/", new LiveHandler(gate, oneRun, content, log));
    Set<Thread> others = findDispatchers();
    http.start();
    dispatchers = findDispatchers();
    dispatchers.removeAll(others);
    if (dispatchers.isEmpty()) { // its name is the JDK's, which may change it
      throw new IllegalStateException("the HTTP server has no thread " + DISPATCHER);
    }
  }

  private static void prepare(Content content, Consumer<String> log) {
    try {
      content.prepare();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is closed
    } catch (IOException e) {
      log.accept(Reason.of(e)); // and each run says so
    }
  }

  private static Set<Thread> findDispatchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(DISPATCHER))
        .collect(Collectors.toSet());
  }

  /** The address of the page, with the token without which the server answers nothing. */
  public String url() {
    return "http://127.0.0.1:%d%s".formatted(port, gate.pagePath());
  }

  /**
   * Waits until the server no longer serves, because memory ran out in the thread that accepts
   * connections. It must then be closed.
   *
   * @return whether it failed within this time
   * @throws InterruptedException if the calling thread was interrupted; the server still serves
   */
  public boolean hasFailed(Duration within) throws InterruptedException {
    for (Thread thread : dispatchers) {
      if (!thread.join(within)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Stops the run that is in progress and closes everything. A second call does nothing. An
   * interrupt shortens the wait for the run; the thread's interrupt status stays set.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    oneRun.close();
    boolean interrupted = Thread.interrupted(); // it would keep the HTTP server from ending
    http.stop(0);
    interrupted |= end(handlers);
    Surroundings.removePort(port);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS);
      return Thread.interrupted();
    } catch (InterruptedException e) {
      return true;
    }
  }
}
