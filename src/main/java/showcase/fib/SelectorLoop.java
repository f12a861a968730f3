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
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * One thread for all connections: it waits until one of them can go on, and lets it go on without
 * ever waiting for it. What a session would keep on its stack it has to keep in fields.
 */
final class SelectorLoop implements ServerLoop {

  // One turn's input: more would let a client that glues requests hold up the others.
  private static final int BUFFER_BYTES = 1024;

  final Service service;
  final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
  final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final Set<SelectorSession> open = new HashSet<>();

  // What other threads ask of the loop: each writes here and wakes the selector.
  private final Queue<SelectorSession> computed = new ConcurrentLinkedQueue<>();
  private volatile boolean ticked;
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
    try (selector) {
      listener.configureBlocking(false);
      SelectionKey acceptKey = listener.register(selector, OP_ACCEPT);
      while (!(draining && open.isEmpty()) && !Thread.currentThread().isInterrupted()) {
        selector.select(this::goOn);
        for (var session = computed.poll(); session != null; session = computed.poll()) {
          session.computed();
        }
        obey();
        setAccepting(acceptKey);
      }
    } finally {
      eachOpen(SelectorSession::close);
    }
  }

  private void setAccepting(SelectionKey acceptKey) {
    try {
      acceptKey.interestOps(mayAccept() ? OP_ACCEPT : 0);
    } catch (CancelledKeyException e) {
      // the listener is closed
    }
  }

  private void goOn(SelectionKey key) {
    if (key.attachment() instanceof SelectorSession session) {
      session.goOn();
    } else {
      acceptAll();
    }
  }

  private void obey() {
    if (ticked) {
      ticked = false;
      resting = false;
      long now = System.nanoTime();
      eachOpen(session -> session.closeIfOverdue(now));
    }
    if (draining) {
      eachOpen(SelectorSession::drain);
    }
    if (closing) {
      eachOpen(SelectorSession::close);
    }
  }

  private boolean mayAccept() {
    return open.size() < service.limits().maxConnections() && !resting;
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
    } catch (IOException e) {
      // Out of descriptors: rest until the next tick, for trying again at once would spin.
      resting = true;
      notices.failed(e);
    }
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
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  // Over a copy: what is done to a session may close it.
  private void eachOpen(Consumer<SelectorSession> action) {
    List.copyOf(open).forEach(action);
  }

  /** Takes note that a session's channel is closed. */
  void closed(SelectorSession session) {
    if (open.remove(session)) {
      service.metrics().closed();
    }
  }

  /** Has a session go on with the result of its computation. Any thread may call this. */
  void wake(SelectorSession session) {
    computed.add(session);
    selector.wakeup();
  }

  boolean isDraining() {
    return draining;
  }

  @Override
  public void tick(long now) {
    ticked = true;
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
