package showcase.fib;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;

/**
 * One connection of the selector loop: what it waits for, and what it does when that happens.
 * Confined to the loop's thread.
 */
final class SelectorSession {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SelectorLoop loop;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Protocol protocol;
  private final WaitingClient client;

  // Input not yet consumed and output not yet sent, empty unless the connection waits; and the next
  // step: an n to compute, or another result of Protocol.advance.
  private ByteBuffer unread = NOTHING;
  private ByteBuffer unsent = NOTHING;
  private int next;

  private Computation computation;
  private boolean answered;
  private boolean lingering;
  private long start;
  private Refusal waitingFor;
  private long deadline;

  SelectorSession(SelectorLoop loop, SocketChannel channel, SelectionKey key) {
    this.loop = loop;
    this.channel = channel;
    this.key = key;
    this.protocol = new Protocol(loop.service.limits(), loop.service.metrics());
    this.client = new WaitingClient(channel);
    waitFor(OP_READ, Refusal.IDLE, System.nanoTime() + loop.service.limits().idle().toNanos());
  }

  /** Continues when the channel is readable or writable, whichever it waited for. */
  void resume() {
    try {
      if (unsent.hasRemaining()) {
        send(unsent);
        continueAfterSending(takeUnread());
      } else {
        read(loop.in.clear());
      }
    } catch (IOException e) {
      vanished();
    }
  }

  /** Continues with the workers' result. */
  void computed() {
    if (!channel.isOpen() || computation == null || !computation.isDone()) {
      return;
    }
    client.stopWaiting();
    try {
      ByteBuffer out = loop.out.clear();
      Refusal refusal = computation.await(); // it has ended, so this does not wait
      if (refusal == null) {
        protocol.answer(computation.resultNow(), out);
      } else if (refusal == Refusal.VANISHED) {
        throw new EOFException("the client has left");
      } else {
        protocol.refuse(refusal, out);
      }
      computation = null;
      advance(takeUnread(), out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      vanished();
    }
  }

  private void read(ByteBuffer in) throws IOException {
    int count = channel.read(in);
    if (count < 0 || count == 0 && loop.isDraining()) {
      close();
    } else if (!lingering) {
      start = System.nanoTime();
      advance(in.flip(), loop.out.clear());
    }
  }

  private void advance(ByteBuffer in, ByteBuffer out) throws IOException {
    do {
      next = protocol.advance(in, out);
      send(out.flip());
      out.clear();
    } while (next == Protocol.FULL && !unsent.hasRemaining());
    continueAfterSending(in);
  }

  private void continueAfterSending(ByteBuffer in) throws IOException {
    if (unsent.hasRemaining()) {
      keep(in);
    } else if (next == Protocol.FULL) {
      advance(in, loop.out.clear());
    } else if (next == Protocol.MORE) {
      ByteBuffer arrived = client.takeArrived();
      if (arrived.hasRemaining()) {
        advance(arrived, loop.out.clear());
      } else {
        waitForBytes();
      }
    } else if (next == Protocol.END) {
      linger();
    } else {
      compute(in);
    }
  }

  private void send(ByteBuffer answers) throws IOException {
    if (!answers.hasRemaining()) {
      return;
    }
    channel.write(answers);
    if (!answers.hasRemaining()) {
      waitingFor = null; // a line has ended; the next one gets a time limit of its own
      unsent = NOTHING;
      answered = true;
      loop.service.metrics().took(System.nanoTime() - start);
    } else if (answers != unsent) {
      unsent = copy(answers);
      waitFor(
          OP_WRITE,
          Refusal.SLOW_READER,
          System.nanoTime() + loop.service.limits().answer().toNanos());
    }
  }

  private void waitForBytes() {
    if (!protocol.midLine()) {
      waitFor(OP_READ, Refusal.IDLE, System.nanoTime() + loop.service.limits().idle().toNanos());
    } else if (waitingFor != Refusal.SLOW_LINE) {
      // The time limit runs from the first byte of a line; further bytes do not extend it.
      waitFor(
          OP_READ, Refusal.SLOW_LINE, System.nanoTime() + loop.service.limits().line().toNanos());
    }
  }

  private void compute(ByteBuffer in) throws IOException {
    keep(in);
    waitFor(0, null, System.nanoTime() + Limits.NEVER_NANOS); // the workers enforce this time limit
    client.startToWait(answered);
    try {
      computation = loop.service.workers().start(next, client, () -> loop.wake(this));
    } catch (RejectedExecutionException e) {
      client.stopWaiting();
      ByteBuffer out = loop.out.clear();
      protocol.refuse(Refusal.BUSY, out);
      advance(takeUnread(), out);
    }
  }

  // Closing with unread input would reset the connection, and the client might miss the error line.
  private void linger() throws IOException {
    lingering = true;
    waitFor(OP_READ, null, System.nanoTime() + Limits.LINGER_NANOS);
    channel.shutdownOutput();
  }

  private void keep(ByteBuffer in) {
    unread = in.hasRemaining() ? copy(in) : NOTHING;
  }

  private ByteBuffer takeUnread() {
    ByteBuffer taken = unread;
    unread = NOTHING;
    return taken;
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  private void waitFor(int operation, Refusal reason, long until) {
    key.interestOps(operation);
    waitingFor = reason;
    deadline = until;
  }

  /** Closes the connection if it has waited too long. */
  void closeIfOverdue(long now) {
    if (now - deadline >= 0) {
      if (waitingFor != null) {
        loop.service.metrics().refused(waitingFor);
      }
      close();
    }
  }

  /**
   * Answers what has arrived, and ends when there is nothing more to read, as if the client had
   * closed its side. The loop calls this repeatedly while it drains.
   */
  void drain() {
    if (!lingering && key.interestOps() == OP_READ) {
      resume();
    }
  }

  private void vanished() {
    loop.service.metrics().refused(Refusal.VANISHED);
    close();
  }

  /** Ends the session immediately. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // it counts as closed anyway
    }
    loop.closed(this);
  }
}
