package showcase.fib;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Loads a fib server from one thread with a selector, and checks every answer.
 *
 * <p>In a closed loop, each active connection sends its next request when it has received an
 * answer, so a slow server gets fewer requests. In an open loop, requests are due at a steady rate,
 * whatever the server does, and each latency counts from the time when the request was due. So a
 * stall shows in all requests that it delayed, not only in those under way: no coordinated
 * omission.
 */
public final class LoadClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PROGRESS_NANOS = 1_000_000_000L;

  private final Load load;
  private final Consumer<String> progress;
  private final Sources sources;
  private final Duration patience;
  private final Selector selector;
  private final List<Asker> askers = new ArrayList<>();
  private final BlockingQueue<Asker> free = new LinkedBlockingQueue<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(4096);
  private final Histogram latency = new Histogram(3);
  private int connected;
  private int alive;
  private int asking; // active connections that are still alive
  private long start;
  private long from;
  private long end;
  private long paced; // in an open loop: the total number of requests due
  private long settled; // of those: answered, or lost with their connection
  private int served;
  private long answers;
  private long hogAnswers;
  private long wrong;
  private long failed;
  private String firstWrong;

  private LoadClient(
      InetSocketAddress server,
      Load load,
      Consumer<String> progress,
      int perSource,
      Duration patience)
      throws IOException {
    this.load = load;
    this.progress = progress;
    this.sources = new Sources(server, perSource);
    this.patience = patience;
    this.selector = Selector.open();
  }

  /**
   * Opens the connections, runs the load, and closes the connections.
   *
   * @param progress receives a line each second
   * @throws IOException if a connection cannot be opened
   * @throws InterruptedException if interrupted; the connections are closed
   */
  public static LoadResult run(InetSocketAddress server, Load load, Consumer<String> progress)
      throws IOException, InterruptedException {
    return run(server, load, progress, PATIENCE);
  }

  /**
   * Runs the load like {@link #run(InetSocketAddress, Load, Consumer)}, with another patience.
   *
   * @param patience how long to wait for late answers at the end of an open loop
   */
  public static LoadResult run(
      InetSocketAddress server, Load load, Consumer<String> progress, Duration patience)
      throws IOException, InterruptedException {
    return run(server, load, progress, Sources.USUAL, patience);
  }

  /**
   * Runs the load like {@link #run(InetSocketAddress, Load, Consumer)}, with other bounds.
   *
   * @param perSource connections from one source address, if the server is on the loopback network
   * @param patience how long to wait for late answers at the end of an open loop
   */
  static LoadResult run(
      InetSocketAddress server,
      Load load,
      Consumer<String> progress,
      int perSource,
      Duration patience)
      throws IOException, InterruptedException {
    try (var client = new LoadClient(server, load, progress, perSource, patience)) {
      client.connect();
      return client.run();
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while connecting");
    }
  }

  private void connect() throws IOException {
    Asker.Question small = Asker.Question.of(load.n());
    Asker.Question large = load.hogs() > 0 ? Asker.Question.of(load.hogN()) : null;
    for (int i = 0; i < load.connections() + load.hogs(); i++) {
      boolean hog = i >= load.connections();
      SocketChannel channel = sources.open();
      var asker = new Asker(channel, i < load.active(), hog, hog ? large : small);
      askers.add(asker);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, asker);
    }
    connected = alive = askers.size();
    asking = load.active();
  }

  private LoadResult run() throws IOException, InterruptedException {
    start = System.nanoTime();
    from = start + load.warmUp().toNanos();
    end = from + load.duration().toNanos();
    paced = dueBefore(end);
    if (load.requests() > 0) {
      paced = Math.min(paced, dueBefore(from) + load.requests());
    }
    for (Asker asker : askers) {
      if (asker.hog || asker.active && load.rate() == 0) {
        askFirst(asker);
      } else if (asker.active) {
        free.add(asker);
      }
    }
    var pacer = new Thread(this::pace, "load-pacer");
    if (load.rate() > 0) {
      pacer.start();
    }
    try {
      receive();
    } finally {
      pacer.interrupt();
      pacer.join();
    }
    long now = System.nanoTime();
    long due = Math.min(paced, dueBefore(now));
    failed += Math.max(0, due - settled);
    recordWithoutAnswer(due, now);
    double seconds = Math.max(0, Math.min(now, end) - from) / 1e9;
    return new LoadResult(
        connected, served, answers, hogAnswers, wrong, failed, seconds, latency, firstWrong);
  }

  /**
   * Counts each request that got no answer with the time that it has waited. Otherwise, a server
   * that answers next to nothing would have the best latency. They are sent in order, so they are
   * the last ones, except for a few that are under way.
   */
  private void recordWithoutAnswer(long due, long now) {
    for (long request = Math.max(settled, dueBefore(from)); request < due; request++) {
      latency.recordValue(now - due(request));
    }
  }

  private void receive() throws IOException, InterruptedException {
    long nextProgress = start + PROGRESS_NANOS;
    long now = start;
    while (!isOver(now)) {
      selector.select(this::ready, 20);
      if (Thread.interrupted()) {
        throw new InterruptedException("the load was interrupted");
      }
      now = System.nanoTime();
      if (now - nextProgress >= 0) {
        progress.accept(
            "%d s: %d answers, %d wrong, %d connections failed"
                .formatted((now - start) / 1_000_000_000, answers, wrong, failed));
        nextProgress += PROGRESS_NANOS;
      }
    }
  }

  private boolean isOver(long now) {
    if (alive == 0 || asking == 0 && load.active() > 0) {
      return true;
    }
    if (load.rate() == 0) {
      boolean enough = load.requests() > 0 && answers + wrong >= load.requests();
      return enough || now - end >= 0;
    }
    // Wait for the answers to all requests that were due: their latency is part of the result.
    long late = now - Math.min(end, due(paced));
    return late >= 0 && (settled == paced || late >= patience.toNanos());
  }

  private long due(long request) {
    return start + (long) (request * 1e9 / load.rate());
  }

  private long dueBefore(long time) {
    return (long) Math.ceil((time - start) * load.rate() / 1e9);
  }

  // Sends requests at the rate on any free connection. While no connection is free, requests are
  // sent late, but their latency counts from the time when they were due.
  private void pace() {
    try {
      for (long request = 0; request < paced; request++) {
        long due = due(request);
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
          if (Thread.interrupted()) {
            return;
          }
        }
        askLate(free.take(), due);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void askLate(Asker asker, long due) {
    try {
      asker.ask(due);
    } catch (IOException e) {
      // broken: the selector's thread notices when it reads, and counts it
    }
  }

  private void askFirst(Asker asker) {
    try {
      asker.ask(start);
    } catch (IOException e) {
      broken(asker);
    }
  }

  private void ready(SelectionKey key) {
    var asker = (Asker) key.attachment();
    try {
      if (asker.channel.read(in.clear()) < 0) {
        throw new EOFException("closed by the server");
      }
      in.flip();
      if (!asker.asked) {
        wrong("unexpected answer without a request: ", US_ASCII.decode(in));
        throw new ProtocolException("out of step with its requests");
      }
      if (asker.takeAnswer(in)) {
        answered(asker, System.nanoTime());
      }
    } catch (IOException e) {
      broken(asker);
    }
  }

  // A request that is lost with its connection is not counted a second time.
  private void broken(Asker asker) {
    failed++;
    alive--;
    if (asker.active) {
      asking--;
      settled += free.remove(asker) ? 0 : 1;
    }
    close(asker.channel);
  }

  private void answered(Asker asker, long now) throws IOException {
    boolean right = asker.isRight();
    boolean counted = asker.due - from >= 0;
    if (!right) {
      var received = new String(asker.answer(), US_ASCII);
      wrong("fib(" + asker.question.n() + ") was answered with ", received);
    } else if (asker.hog) {
      hogAnswers += counted ? 1 : 0;
    } else if (counted) {
      latency.recordValue(now - asker.due);
      answers += now - end < 0 ? 1 : 0;
    }
    if (right && !asker.served) {
      asker.served = true;
      served++;
    }
    asker.forget();
    if (asker.hog || load.rate() == 0) {
      asker.ask(now);
    } else {
      settled++;
      asker.asked = false;
      free.add(asker);
    }
  }

  private void wrong(String question, CharSequence received) {
    wrong++;
    if (firstWrong == null) {
      firstWrong = question + received.toString().strip();
    }
  }

  @Override
  public void close() throws IOException {
    askers.forEach(asker -> close(asker.channel));
    selector.close();
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // it counts as closed anyway
    }
  }
}
