package showcase.fib;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.StructureViolationException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.function.Consumer;

/**
 * A virtual thread per connection, all in one structured scope. A {@link ReadyPoller} wakes them, and
 * {@link Carriers} keeps as few carriers as they need. {@link VirtualLoop} does without both.
 */
final class VirtualPollerLoop extends ThreadLoop {

  private final Carriers carriers = new Carriers();
  private final ReadyPoller poller;

  VirtualPollerLoop(ServerSocketChannel listener, Service service) throws IOException {
    super(listener, service);
    poller = new ReadyPoller(carriers, service);
  }

  @Override
  Session session(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
    return new ParkingSession(channel, service, whenEnded, poller);
  }

  @Override
  public void tick() {
    carriers.tick();
    poller.tick();
  }

  @Override
  public void run() throws InterruptedException {
    try (carriers;
        poller) {
      serveInAScope();
    }
  }

  private void serveInAScope() throws InterruptedException {
    // Subtasks come and go for as long as the server runs, so the joiner must not retain them.
    // awaitAll does not, while allUntil and allSuccessfulOrThrow keep every subtask until the end.
    // The owner of a scope that has met an OutOfMemoryError can no longer fork in it, because the
    // JVM has forgotten the owner's scoped values. In a scope that is opened after that, it can.
    try (var scope = StructuredTaskScope.open(Joiner.<Void>awaitAll())) {
      try {
        acceptEach(session -> {
          scope.fork(session); // only the scope's owner may fork, so the owner accepts
          poller.otherWoke();
        });
      } catch (StructureViolationException e) {
        serveInAScope();
      }
      scope.join();
    }
  }
}
