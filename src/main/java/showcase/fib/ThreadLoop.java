package showcase.fib;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A thread per connection: accepts up to the limit, and keeps track of the open sessions. */
abstract class ThreadLoop implements ServerLoop {

  // How long to pause before accepting again when the system is out of descriptors.
  private static final long REST_MILLIS = 100;

  private final ServerSocketChannel listener;
  private final Service service;
  private final Semaphore permits;
  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;
  private final AcceptNotices notices;

  ThreadLoop(ServerSocketChannel listener, Service service) {
    this.listener = listener;
    this.service = service;
    this.notices = new AcceptNotices(service.log());
    this.permits = new Semaphore(service.limits().maxConnections());
  }

  /** Creates the session for a connection. */
  abstract Session session(SocketChannel channel, Service service, Consumer<Session> whenEnded);

  /**
   * Accepts connections until the listener is closed, and starts a session for each.
   *
   * @param start starts a thread that calls the session once
   */
  final void acceptEach(Consumer<Session> start) throws InterruptedException {
    while (true) {
      permits.acquire(); // before accept: a client over the limit waits in the backlog
      Session session;
      try {
        session = session(listener.accept(), service, this::ended);
      } catch (ClosedChannelException e) {
        permits.release();
        return;
      } catch (IOException e) {
        permits.release();
        rest(e);
        continue;
      }
      open.add(session);
      service.metrics().opened();
      if (draining) {
        session.drain(); // it was accepted so late that drain() may have missed it
      }
      try {
        start.accept(session);
        notices.accepted();
      } catch (OutOfMemoryError e) { // no more platform threads
        session.close();
        ended(session);
        rest(e);
      }
    }
  }

  private void ended(Session session) {
    open.remove(session);
    service.metrics().closed();
    permits.release();
  }

  // Out of descriptors or threads: retrying immediately would spin.
  private void rest(Throwable reason) throws InterruptedException {
    notices.failed(reason);
    Thread.sleep(REST_MILLIS);
  }

  @Override
  public void tick(long now) {
    open.forEach(session -> session.closeIfOverdue(now));
  }

  @Override
  public final void drain() {
    draining = true;
    open.forEach(Session::drain);
  }

  @Override
  public final void closeAll() {
    open.forEach(Session::close);
  }
}
