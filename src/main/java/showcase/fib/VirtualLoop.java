package showcase.fib;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.function.Consumer;

/** A virtual thread per connection, all in one structured scope. */
final class VirtualLoop extends ThreadLoop {

  private final Carriers carriers = new Carriers();
  private final ReadyPoller poller;

  VirtualLoop(ServerSocketChannel listener, Service service) throws IOException {
    super(listener, service);
    poller = new ReadyPoller(carriers, service.failed());
  }

  @Override
  Session session(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
    return new ParkingSession(channel, service, whenEnded, poller);
  }

  @Override
  public void tick(long now) {
    super.tick(now);
    carriers.tick();
  }

  @Override
  public void run() throws InterruptedException {
    // Subtasks come and go for as long as the server runs, so the joiner must not retain them.
    // awaitAll does not, while allUntil and allSuccessfulOrThrow keep every subtask until the end.
    try (carriers;
        poller;
        var scope = StructuredTaskScope.open(Joiner.<Void>awaitAll())) {
      acceptEach(session -> {
        scope.fork(session); // only the scope's owner may fork, so the owner accepts
        poller.otherWoke();
      });
      scope.join();
    }
  }
}
