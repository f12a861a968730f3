package showcase.fib;

import static java.net.StandardSocketOptions.TCP_NODELAY;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Serves all connections in one thread. It waits until one of them can proceed, and lets it proceed
 * as far as possible without blocking. So a session cannot keep its state on a stack, only in
 * fields.
 */
final class SelectorLoop implements ServerLoop {

  // The most input for one turn. More would let a client that sends many requests at once delay
  // the others.
  private static final int BUFFER_BYTES = 1024;

  final Service service;
  final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
  final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);

  private final ServerSocketChannel listener;
  private final Selector selector;

  // Concurrent, because an action for each session may close and so remove it. A copy of the set
  // would need memory at each tick, also when there is none.
  private final Set<SelectorSession> open = ConcurrentHashMap.newKeySet();

  // Requests from other threads to the loop: they write here and then wake the selector.
  private final Queue<SelectorSession> computed = new ConcurrentLinkedQueue<>();
  private volatile boolean ticked;
  private volatile long limitsTime; // written before limitsAreDue, and read after it
  private volatile boolean limitsAreDue;
  private volatile boolean draining;
  private volatile boolean closing;

  private final AcceptNotices notices;
  private boolean resting;

  SelectorLoop(ServerSocketChannel listener, Service service) throws IOException {
    this.listener = listener;
    this.service = service;
    this.selector = Selector.open();
    this.notices = new AcceptNotices(service.log());
  }

  @Override
  public void run() throws IOException {
    var retries = new Retries(service.reserve());
    try (selector) {
      listener.configureBlocking(false);
      SelectionKey acceptKey = listener.register(selector, OP_ACCEPT);
      while (!(draining && open.isEmpty()) && !Thread.currentThread().isInterrupted()) {
        try {
          turn(acceptKey);
          retries.succeeded();
        } catch (OutOfMemoryError e) {
          retries.failed(e);
        }
      }
    } catch (ClosedChannelException e) {
      // closed before it has begun
    } finally {
      open.forEach(SelectorSession::close);
    }
  }

  private void turn(SelectionKey acceptKey) throws IOException {
    selector.select(this::resume);
    for (var session = computed.poll(); session != null; session = computed.poll()) {
      attempt(session, SelectorSession::computed);
    }
    handleSignals();
    setAccepting(acceptKey);
  }

  // Out of memory, this connection is closed, and the others continue.
  private void attempt(SelectorSession session, Consumer<SelectorSession> action) {
    try {
      action.accept(session);
    } catch (OutOfMemoryError e) {
      service.reserve().release();
      session.close();
      service.metrics().refused(Refusal.NO_RESOURCES);
    }
  }

  private void setAccepting(SelectionKey acceptKey) {
    try {
      acceptKey.interestOps(mayAccept() ? OP_ACCEPT : 0);
    } catch (CancelledKeyException e) {
      // the listener is closed
    }
  }

  private void resume(SelectionKey key) {
    if (key.attachment() instanceof SelectorSession session) {
      attempt(session, SelectorSession::resume);
    } else {
      acceptAll();
    }
  }

  private void handleSignals() {
    if (ticked) {
      ticked = false;
      resting = false;
      // In case there was no memory to report a result.
      open.forEach(session -> attempt(session, SelectorSession::computed));
    }
    if (limitsAreDue) {
      limitsAreDue = false;
      // Not the current time: if the process was stopped since then, what clients sent meanwhile
      // has
      // arrived in time, but this round has not read it.
      long now = limitsTime;
      Consumer<SelectorSession> close = session -> session.closeIfOverdue(now);
      open.forEach(session -> attempt(session, close));
    }
    if (draining) {
      open.forEach(session -> attempt(session, SelectorSession::drain));
    }
    if (closing) {
      open.forEach(SelectorSession::close);
    }
  }

  private boolean mayAccept() {
    if (resting || draining || open.size() >= service.limits().maxConnections()) {
      return false;
    }
    boolean held = service.reserve().isHeld();
    resting = !held; // until the next tick: each look tries to get the memory back
    return held;
  }

  private void acceptAll() {
    try {
      while (mayAccept()) {
        SocketChannel channel = listener.accept();
        if (channel == null) {
          return;
        }
        open(channel);
        notices.accepted();
      }
    } catch (ClosedChannelException e) {
      // stopping
    } catch (IOException e) { // out of descriptors
      rest(e);
    } catch (OutOfMemoryError e) {
      service.reserve().release();
      rest(e);
    }
  }

  // Until the next tick, because retrying immediately would spin.
  private void rest(Throwable reason) {
    resting = true;
    notices.failed(reason);
  }

  private void open(SocketChannel channel) throws IOException {
    try {
      channel.configureBlocking(false);
      channel.setOption(TCP_NODELAY, true);
      SelectionKey key = channel.register(selector, OP_READ);
      var session = new SelectorSession(this, channel, key);
      key.attach(session);
      open.add(session);
      service.metrics().opened();
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  /** Records that a session's channel is closed. */
  void closed(SelectorSession session) {
    if (open.remove(session)) {
      service.metrics().closed();
    }
  }

  /** Lets a session continue with the result of its computation. Any thread may call this. */
  void wake(SelectorSession session) {
    computed.add(session); // out of memory, the session continues at the next tick
    selector.wakeup();
  }

  boolean isDraining() {
    return draining;
  }

  @Override
  public void tick() {
    ticked = true;
    selector.wakeup();
  }

  @Override
  public void closeOverdue(long now) {
    limitsTime = now;
    limitsAreDue = true;
    selector.wakeup();
  }

  @Override
  public void drain() {
    draining = true;
    selector.wakeup();
  }

  @Override
  public void closeAll() {
    closing = true;
    selector.wakeup();
  }
}
