package showcase.fib;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
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
      while (!service.reserve().isHeld()) {
        Thread.sleep(REST_MILLIS);
      }
      permits.acquire(); // before accept: a client over the limit waits in the backlog
      try {
        start(accept(), start);
        notices.accepted();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) { // out of descriptors
        rest(e);
      } catch (OutOfMemoryError | RejectedExecutionException e) {
        // The first is also thrown if the system refuses a thread, the second if the scheduler of
        // virtual threads is out of memory.
        service.reserve().release();
        rest(e);
      }
    }
  }

  // Takes over the permit: if this fails, or when the session has ended, the permit is released.
  private Session accept() throws IOException {
    SocketChannel channel = null;
    Session session = null;
    try {
      channel = listener.accept();
      session = session(channel, service, this::ended);
      open.add(session);
      service.metrics().opened();
      return session;
    } catch (Throwable e) {
      permits.release();
      if (session != null) {
        open.remove(session);
      }
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private void start(Session session, Consumer<Session> start) {
    try {
      if (draining) {
        session.drain(); // it was accepted so late that drain() may have missed it
      }
      start.accept(session);
    } catch (Throwable e) {
      ended(session);
      session.close();
      service.metrics().refused(Refusal.NO_RESOURCES);
      throw e;
    }
  }

  // A virtual thread that could not be started may run all the same: its session ends only once.
  private void ended(Session session) {
    if (open.remove(session)) {
      service.metrics().closed();
      permits.release();
    }
  }

  // Retrying immediately would spin.
  private void rest(Throwable reason) throws InterruptedException {
    notices.failed(reason);
    Thread.sleep(REST_MILLIS);
  }

  @Override
  public final void closeOverdue(long now) {
    forEach(session -> session.closeIfOverdue(now));
  }

  @Override
  public final void drain() {
    draining = true;
    forEach(Session::drain);
  }

  @Override
  public final void closeAll() {
    forEach(Session::close);
  }

  // Out of memory, this session is closed, and the others get their turns.
  private void forEach(Consumer<Session> action) {
    for (Session session : open) {
      try {
        action.accept(session);
      } catch (OutOfMemoryError e) {
        service.reserve().release();
        session.close();
        service.metrics().refused(Refusal.NO_RESOURCES);
      }
    }
  }
}
