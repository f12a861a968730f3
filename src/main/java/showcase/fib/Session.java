package showcase.fib;

import static java.net.StandardSocketOptions.TCP_NODELAY;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Serves one connection in one thread with blocking calls: it reads and answers until the client
 * has no more requests. It works the same on platform threads and on virtual threads.
 *
 * <p>If something takes too long, the server's watch thread closes the channel, which wakes the
 * session's thread.
 */
abstract class Session implements Callable<Void> {

  // Large enough for usual requests and answers; larger ones take several turns.
  static final int IN_BYTES = 64;
  private static final int OUT_BYTES = 256;

  final SocketChannel channel;
  private final Service service;
  private final Protocol protocol;
  private final WaitingClient client;
  private final Consumer<Session> whenEnded;
  private boolean answered;

  // Written by the serving thread, read by the watch thread. The volatile field is written last and
  // read first, so the write of the other field happens-before its read.
  private Refusal waitingFor;
  private volatile long deadline;

  Session(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
    this.channel = channel;
    this.service = service;
    this.client = new WaitingClient(channel);
    this.whenEnded = whenEnded;
    this.protocol = new Protocol(service.limits(), service.metrics());
    waitFor(Refusal.IDLE, System.nanoTime() + service.limits().idle().toNanos());
  }

  @Override
  public Void call() throws InterruptedException {
    try {
      gotItsTurn();
      channel.setOption(TCP_NODELAY, true); // requests sent at once may need several small writes
      for (ByteBuffer in = next(); in != null; in = next()) {
        if (!answer(in)) {
          linger();
          break;
        }
      }
    } catch (ClosedChannelException e) {
      // the watch thread closed it and has counted the reason
    } catch (IOException e) {
      service.metrics().refused(Refusal.VANISHED);
    } catch (OutOfMemoryError | RejectedExecutionException e) {
      // The second comes from waking a virtual thread, if its scheduler is out of memory.
      service.reserve().release();
      service.metrics().refused(Refusal.NO_RESOURCES);
    } finally {
      try {
        close();
      } finally {
        whenEnded.accept(this);
      }
    }
    return null;
  }

  private ByteBuffer next() throws IOException {
    ByteBuffer arrived = client.takeArrived();
    return arrived.hasRemaining() ? arrived : receive();
  }

  /** Waits for input and returns it, or null if the client has no more requests. */
  abstract ByteBuffer receive() throws IOException;

  /** Sends all bytes, and waits while there is no room. */
  abstract void send(ByteBuffer out) throws IOException;

  /** Called by the thread that has ended a computation for this session. */
  void computed() {}

  /** Called by the serving thread when it starts, and after each such computation. */
  void gotItsTurn() {}

  /** Called before a computation by the workers. */
  void pauseReading() {}

  /** Called after a computation by the workers. */
  void resumeReading() {}

  // A separate method, so that an idle connection does not retain its local variables.
  private boolean answer(ByteBuffer in) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long now = start;
    var out = ByteBuffer.allocate(OUT_BYTES);
    int next;
    do {
      next = protocol.advance(in, out);
      now = flush(out, start, now); // finished answers do not wait for a long computation
      if (next > 0) {
        compute(next, out);
        now = System.nanoTime();
      }
    } while (next > 0 || next == Protocol.FULL);
    return next != Protocol.END;
  }

  // Returns the current time: the clock is read once, after sending, and not for each use.
  private long flush(ByteBuffer out, long start, long now) throws IOException {
    if (out.position() > 0) {
      waitFor(Refusal.SLOW_READER, now + service.limits().answer().toNanos());
      out.flip();
      send(out);
      out.clear();
      answered = true;
      now = System.nanoTime();
      service.metrics().took(now - start);
    }
    // The time limit runs from the first byte of a line; further bytes do not extend it.
    if (!protocol.midLine()) {
      waitFor(Refusal.IDLE, now + service.limits().idle().toNanos());
    } else if (waitingFor != Refusal.SLOW_LINE) {
      waitFor(Refusal.SLOW_LINE, now + service.limits().line().toNanos());
    }
    return now;
  }

  private void compute(int n, ByteBuffer out) throws IOException, InterruptedException {
    waitFor(null, System.nanoTime() + Limits.NEVER_NANOS); // the workers enforce this time limit
    pauseReading();
    client.startToWait(answered);
    try {
      Computation computation = service.workers().start(n, client, this::computed);
      Refusal refusal = await(computation);
      if (refusal == null) {
        protocol.answer(computation.resultNow(), out);
      } else if (refusal == Refusal.VANISHED) {
        throw new EOFException("the client has left");
      } else {
        protocol.refuse(refusal, out);
      }
    } catch (RejectedExecutionException e) {
      protocol.refuse(Refusal.BUSY, out);
    } finally {
      client.stopWaiting();
      resumeReading();
    }
  }

  private Refusal await(Computation computation) throws InterruptedException {
    try {
      return computation.await();
    } finally {
      gotItsTurn();
    }
  }

  // Closing with unread input would reset the connection, and the client might miss the error line.
  private void linger() throws IOException {
    waitFor(null, System.nanoTime() + Limits.LINGER_NANOS);
    channel.shutdownOutput();
    while (receive() != null) {}
  }

  private void waitFor(Refusal reason, long until) {
    waitingFor = reason;
    deadline = until;
  }

  /** Closes the connection if it has waited too long. Called by the watch thread. */
  void closeIfOverdue(long now) {
    if (now - deadline >= 0 && channel.isOpen()) {
      if (waitingFor != null) {
        service.metrics().refused(waitingFor);
      }
      close();
    }
  }

  /** Answers what has arrived, and then ends, as if the client had closed its side. */
  abstract void drain();

  /** Ends the session immediately. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // it counts as closed anyway
    }
  }
}
