package showcase.fib;

import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.function.Consumer;

/** A virtual thread per connection, all of them inside one scope. */
final class VirtualLoop extends ThreadLoop {

  VirtualLoop(
      ServerSocketChannel listener,
      Limits limits,
      Metrics metrics,
      Workers workers,
      Consumer<String> log) {
    super(listener, limits, metrics, workers, log);
  }

  ReadyPoller poller;
  @Override
  Session session(java.nio.channels.SocketChannel c, Limits l, Metrics m, Workers w, Consumer<Session> e) { return Boolean.getBoolean("plain") ? new BlockingSession(c,l,m,w,e) : new ParkingSession(c,l,m,w,e, poller); }
  @Override
  public void run() throws InterruptedException {
    try { poller = new ReadyPoller(); } catch (java.io.IOException e) { throw new RuntimeException(e); }
    Thread.ofVirtual().start(poller::run);
    // Forks come and go for as long as the server lives, so the joiner must not keep them:
    // awaitAll does not, while allUntil and allSuccessfulOrThrow hold every subtask to the end.
    try (var scope = StructuredTaskScope.open(Joiner.<Void>awaitAll())) {
      acceptEach(scope::fork); // only the scope's owner may fork: it accepts, too
      scope.join();
    }
  }
}
