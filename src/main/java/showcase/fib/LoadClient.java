package showcase.fib;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import showcase.engine.Fib;

/**
 * Loads a fib server from one thread and a selector, and checks every answer.
 *
 * <p>In a closed loop, each active connection asks again when it has its answer: a slow server is
 * asked less. In an open loop, requests are due at a steady rate, whatever the server does, and each
 * latency counts from when its request was due. A stall so shows in all the requests that it
 * delayed, not in the one that was under way: no coordinated omission.
 */
public final class LoadClient implements AutoCloseable {

  // Below the number of ports that Linux hands out for one source address: 28,232 by default.
  private static final int PER_SOURCE = 20_000;

  private static final int LONGEST_ANSWER = 1_000;
  private static final byte[] NOTHING = {};
  private static final long LAST_ANSWERS_NANOS = 10_000_000_000L;
  private static final long PROGRESS_NANOS = 1_000_000_000L;

  private final Load load;
  private final Consumer<String> progress;
  private final Selector selector;
  private final List<Asker> askers = new ArrayList<>();
  private final BlockingQueue<Asker> free = new LinkedBlockingQueue<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(4096);
  private final Histogram latency = new Histogram(3);
  private int connected;
  private int alive;
  private final AtomicLong sent = new AtomicLong();
  private long received;
  private Thread pacer;
  private long from;
  private long end;
  private long answers;
  private long hogAnswers;
  private long wrong;
  private long failed;
  private String firstWrong;

  /** What a group of connections asks for. Shared, for one thread asks for each group. */
  private record Question(int n, ByteBuffer line, byte[] answer) {
    static Question of(int n) {
      byte[] line = (n + "\n").getBytes(US_ASCII);
      byte[] answer = (Fib.byAddition(n) + "\n").getBytes(US_ASCII);
      return new Question(n, ByteBuffer.allocateDirect(line.length).put(line), answer);
    }
  }

  private static final class Asker {
    final SocketChannel channel;
    final boolean hog;
    final Question question;
    byte[] answer = NOTHING; // as far as it has come
    volatile long due; // the pacer writes it, the selector's thread reads it

    Asker(SocketChannel channel, boolean hog, Question question) {
      this.channel = channel;
      this.hog = hog;
      this.question = question;
    }

    void ask(long due) throws IOException {
      this.due = due;
      answer = NOTHING;
      channel.write(question.line().rewind()); // room is certain: one request is under way
    }

    /** Takes what has come, and returns whether the answer is complete. */
    boolean takeAnswer(ByteBuffer in) {
      int had = answer.length;
      answer = Arrays.copyOf(answer, had + in.remaining());
      in.get(answer, had, in.remaining());
      boolean ended = answer.length > 0 && answer[answer.length - 1] == '\n';
      return ended || answer.length > LONGEST_ANSWER;
    }
  }

  private LoadClient(Load load, Consumer<String> progress) throws IOException {
    this.load = load;
    this.progress = progress;
    this.selector = Selector.open();
  }

  /**
   * Opens the connections, runs the load, closes them.
   *
   * @param progress takes a line each second
   * @throws IOException if a connection cannot be opened
   */
  public static LoadResult run(InetSocketAddress server, Load load, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (var client = new LoadClient(load, progress)) {
      client.connect(server);
      return client.run();
    }
  }

  private void connect(InetSocketAddress server) throws IOException {
    Question small = Question.of(load.n());
    Question large = load.hogs() > 0 ? Question.of(load.hogN()) : null;
    for (int i = 0; i < load.connections() + load.hogs(); i++) {
      boolean hog = i >= load.connections();
      SocketChannel channel = open(server, 1 + i / PER_SOURCE);
      var asker = new Asker(channel, hog, hog ? large : small);
      askers.add(asker);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, asker);
    }
    connected = alive = askers.size();
  }

  // Ports run out by source address: on the loopback net there are 16 million of those.
  private static SocketChannel open(InetSocketAddress server, int source) throws IOException {
    var channel = SocketChannel.open();
    try {
      if (source > 1 && server.getAddress().isLoopbackAddress()) {
        byte[] address = {127, 0, (byte) (source >> 8), (byte) source};
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
      }
      channel.connect(server);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private LoadResult run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    from = start + load.warmUp().toNanos();
    end = from + load.duration().toNanos();
    pacer = new Thread(() -> pace(start), "load-pacer");
    for (int i = 0; i < askers.size(); i++) {
      Asker asker = askers.get(i);
      if (asker.hog || i < load.active() && load.rate() == 0) {
        asker.ask(start);
      } else if (i < load.active()) {
        free.add(asker);
      }
    }
    if (load.rate() > 0) {
      pacer.start();
    }
    try {
      receive(start);
    } finally {
      pacer.interrupt();
      pacer.join();
    }
    failed += sent.get() - received;
    double seconds = (Math.min(System.nanoTime(), end) - from) / 1e9;
    return new LoadResult(
        connected, answers, hogAnswers, wrong, failed, seconds, latency, firstWrong);
  }

  private void receive(long start) throws IOException, InterruptedException {
    long nextProgress = start + PROGRESS_NANOS;
    long now = start;
    while (alive > 0 && !isOver(now)) {
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

  // In open loop, what was due before the end is waited for: its latency belongs to the result.
  private boolean isOver(long now) {
    if (load.requests() > 0 && answers >= load.requests()) {
      return true;
    }
    if (load.rate() == 0 || now - end < 0) {
      return now - end >= 0;
    }
    boolean allAnswered = !pacer.isAlive() && sent.get() == received;
    return allAnswered || now - end >= LAST_ANSWERS_NANOS;
  }

  // Asks at the rate, on whichever connection is free. When none is, the requests that fall due
  // are asked late, and count from when they were due.
  private void pace(long start) {
    try {
      for (long i = 0; ; i++) {
        long due = start + (long) (i * 1e9 / load.rate());
        if (due - end >= 0) {
          return;
        }
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
          if (Thread.interrupted()) {
            return;
          }
        }
        Asker asker = free.take();
        sent.incrementAndGet();
        ask(asker, due);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ask(Asker asker, long due) {
    try {
      asker.ask(due);
    } catch (IOException e) {
      // broken: the selector's thread finds out when it reads, and counts it
    }
  }

  private void ready(SelectionKey key) {
    var asker = (Asker) key.attachment();
    try {
      if (asker.channel.read(in.clear()) < 0) {
        throw new EOFException("closed by the server");
      }
      in.flip();
      if (asker.takeAnswer(in)) {
        answered(asker, System.nanoTime());
      }
    } catch (IOException e) {
      failed++;
      alive--;
      close(asker.channel);
    }
  }

  private void answered(Asker asker, long now) throws IOException {
    boolean right = Arrays.equals(asker.answer, asker.question.answer());
    boolean counted = asker.due - from >= 0;
    if (!right) {
      wrong++;
      if (firstWrong == null) {
        firstWrong =
            asker.question.n() + " was answered " + new String(asker.answer, US_ASCII).strip();
      }
    } else if (asker.hog) {
      hogAnswers += counted ? 1 : 0;
    } else if (counted) {
      latency.recordValue(now - asker.due);
      answers += now - end < 0 ? 1 : 0;
    }
    if (asker.hog || load.rate() == 0) {
      asker.ask(now);
    } else {
      received++;
      free.add(asker);
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
      // it is closed all the same
    }
  }
}
