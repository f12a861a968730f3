package showcase.fib;

import static java.net.StandardSocketOptions.TCP_NODELAY;

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

  // Ordinary requests and answers fit; more take several turns.
  static final int IN_BYTES = 64;
  private static final int OUT_BYTES = 256;

  final SocketChannel channel;
  private final Service service;
  private final Protocol protocol;
  private final Consumer<Session> whenEnded;

  // Written by the serving thread and read by the watch: the volatile one is written last.
  private Refusal waitingFor;
  private volatile long deadline;

  Session(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
    this.channel = channel;
    this.service = service;
    this.whenEnded = whenEnded;
    this.protocol = new Protocol(service.limits(), service.metrics());
    waitFor(Refusal.IDLE, System.nanoTime() + service.limits().idle().toNanos());
  }

  @Override
  public Void call() throws InterruptedException {
    hasItsTurn();
    try {
      channel.setOption(TCP_NODELAY, true); // glued requests may need several small writes
      for (ByteBuffer in = receive(); in != null; in = receive()) {
        if (!answer(in)) {
          linger();
          break;
        }
      }
    } catch (ClosedChannelException e) {
      // the watch closed it, and has counted why
    } catch (IOException e) {
      service.metrics().refused(Refusal.VANISHED);
    } finally {
      close();
      whenEnded.accept(this);
    }
    return null;
  }

  /** Waits for bytes and returns them, or null if the client has no more. */
  abstract ByteBuffer receive() throws IOException;

  /** Sends all of it, waiting for room. */
  abstract void send(ByteBuffer out) throws IOException;

  /** Called by whoever has ended a computation for this session. */
  void computed() {}

  /** Called by the serving thread first of all, and after each such computation. */
  void hasItsTurn() {}

  /** Called before a computation by the workers, and after it. */
  void pauseReading() {}

  void resumeReading() {}

  // A method of its own, so that nothing of it is kept while the connection idles.
  private boolean answer(ByteBuffer in) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long now = start;
    var out = ByteBuffer.allocate(OUT_BYTES);
    int next;
    do {
      next = protocol.advance(in, out);
      now = flush(out, start, now); // what is answered does not wait for a long computation
      if (next > 0) {
        compute(next, out);
        now = System.nanoTime();
      }
    } while (next > 0 || next == Protocol.FULL);
    return next != Protocol.END;
  }

  // Returns the time: the clock is read once, after sending, and not for each of its uses.
  private long flush(ByteBuffer out, long start, long now) throws IOException {
    if (out.position() > 0) {
      waitFor(Refusal.SLOW_READER, now + service.limits().answer().toNanos());
      out.flip();
      send(out);
      out.clear();
      now = System.nanoTime();
      service.metrics().took(now - start);
    }
    // A line has its time from its first byte: more bytes of it do not prolong it.
    if (!protocol.midLine()) {
      waitFor(Refusal.IDLE, now + service.limits().idle().toNanos());
    } else if (waitingFor != Refusal.SLOW_LINE) {
      waitFor(Refusal.SLOW_LINE, now + service.limits().line().toNanos());
    }
    return now;
  }

  private void compute(int n, ByteBuffer out) throws InterruptedException {
    waitFor(null, System.nanoTime() + Limits.NEVER_NANOS); // the workers keep this time
    pauseReading();
    try {
      Computation computation = service.workers().start(n, this::computed);
      Refusal refusal = await(computation);
      if (refusal == null) {
        protocol.answer(computation.resultNow(), out);
      } else {
        protocol.refuse(refusal, out);
      }
    } catch (RejectedExecutionException e) {
      protocol.refuse(Refusal.BUSY, out);
    } finally {
      resumeReading();
    }
  }

  private Refusal await(Computation computation) throws InterruptedException {
    try {
      return computation.await();
    } finally {
      hasItsTurn();
    }
  }

  // Closing with unread bytes would reset the connection, and the client might never see the error.
  private void linger() throws IOException {
    waitFor(null, System.nanoTime() + Limits.LINGER_NANOS);
    channel.shutdownOutput();
    while (receive() != null) {}
  }

  private void waitFor(Refusal reason, long until) {
    waitingFor = reason;
    deadline = until;
  }

  /** Closes the connection if what it waits for has taken too long. Called by the watch. */
  void closeIfOverdue(long now) {
    if (now - deadline >= 0 && channel.isOpen()) {
      if (waitingFor != null) {
        service.metrics().refused(waitingFor);
      }
      close();
    }
  }

  /** Lets what has arrived be answered, and then ends, as if the client had no more to ask. */
  abstract void drain();

  /** Ends at once. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }
}
