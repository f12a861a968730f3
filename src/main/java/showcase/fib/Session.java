package showcase.fib;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Serves one connection in one thread, by blocking calls: read, answer, and again until the client
 * has no more. Whether that thread is virtual is not its business.
 *
 * <p>The server's watch ends what takes too long by closing the channel, which wakes the thread.
 */
abstract class Session implements Callable<Void> {

  // All that an idle connection holds: ordinary requests fit.
  private static final int IN_BYTES = 64;
  private static final int OUT_BYTES = 1024;

  private static final long LINGER_NANOS = 1_000_000_000;
  private static final long FOREVER_NANOS = Long.MAX_VALUE / 2;

  final SocketChannel channel;
  private final Limits limits;
  private final Metrics metrics;
  private final Workers workers;
  private final Protocol protocol;
  private final Consumer<Session> whenEnded;
  private final ByteBuffer in = ByteBuffer.allocate(IN_BYTES);

  // Written by the serving thread and read by the watch: the volatile one is written last.
  private Refusal waitingFor;
  private volatile long deadline;

  Session(
      SocketChannel channel,
      Limits limits,
      Metrics metrics,
      Workers workers,
      Consumer<Session> whenEnded) {
    this.channel = channel;
    this.limits = limits;
    this.metrics = metrics;
    this.workers = workers;
    this.whenEnded = whenEnded;
    this.protocol = new Protocol(limits, metrics);
    waitFor(Refusal.IDLE, System.nanoTime() + limits.idle().toNanos());
  }

  @Override
  public Void call() throws InterruptedException {
    try (channel) {
      while (read(in) >= 0) {
        in.flip();
        if (!answer()) {
          linger();
          break;
        }
        in.clear();
      }
    } catch (ClosedChannelException e) {
      // the watch closed it, and has counted why
    } catch (IOException e) {
      metrics.refused(Refusal.VANISHED);
    } finally {
      ended();
      whenEnded.accept(this);
    }
    return null;
  }

  /** Reads what there is, waiting for the first byte. */
  abstract int read(ByteBuffer in) throws IOException;

  /** Writes all of it, waiting for room. */
  abstract void write(ByteBuffer out) throws IOException;

  // A method of its own, so that nothing of it is kept while the connection idles.
  private boolean answer() throws IOException, InterruptedException {
    long start = System.nanoTime();
    var out = ByteBuffer.allocate(OUT_BYTES);
    int next;
    do {
      next = protocol.advance(in, out);
      if (next > 0) {
        flush(out, start); // what is answered does not wait for a long computation
        compute(next, out);
      } else {
        flush(out, start);
      }
    } while (next > 0 || next == Protocol.FULL);
    return next != Protocol.END;
  }

  private void flush(ByteBuffer out, long start) throws IOException {
    long now = start;
    if (out.position() > 0) {
      waitFor(Refusal.SLOW_READER, start + limits.answer().toNanos());
      out.flip();
      write(out);
      out.clear();
      now = System.nanoTime();
      metrics.took(now - start);
    }
    // A line has its time from its first byte: more bytes of it do not prolong it.
    if (!protocol.midLine()) {
      waitFor(Refusal.IDLE, now + limits.idle().toNanos());
    } else if (waitingFor != Refusal.SLOW_LINE) {
      waitFor(Refusal.SLOW_LINE, now + limits.line().toNanos());
    }
  }

  private void compute(int n, ByteBuffer out) throws InterruptedException {
    waitFor(null, System.nanoTime() + FOREVER_NANOS); // the workers keep this time
    try {
      Computation computation = workers.start(n, () -> {});
      Refusal refusal = computation.await();
      if (refusal == null) {
        protocol.answer(computation.resultNow(), out);
      } else {
        protocol.refuse(refusal, out);
      }
    } catch (RejectedExecutionException e) {
      protocol.refuse(Refusal.BUSY, out);
    }
  }

  // Closing with unread bytes would reset the connection, and the client might never see the error.
  private void linger() throws IOException {
    waitFor(null, System.nanoTime() + LINGER_NANOS);
    channel.shutdownOutput();
    do {
      in.clear();
    } while (read(in) >= 0);
  }

  private void waitFor(Refusal reason, long until) {
    waitingFor = reason;
    deadline = until;
  }

  /** Closes the connection if what it waits for has taken too long. Called by the watch. */
  void closeIfOverdue(long now) {
    if (now - deadline >= 0 && channel.isOpen()) {
      if (waitingFor != null) {
        metrics.refused(waitingFor);
      }
      close();
    }
  }

  /** Lets what has arrived be answered, and then ends, as if the client had no more to ask. */
  void drain() {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      close();
    }
  }

  void ended() {}

  /** Ends at once. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }
}
