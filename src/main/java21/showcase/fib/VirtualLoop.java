package showcase.fib;

import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.StructureViolationException;
import java.util.concurrent.StructuredTaskScope;
import java.util.function.Consumer;

/** A virtual thread per connection, all in one structured scope. */
final class VirtualLoop extends ThreadLoop {

  private final Turns turns = new Turns();

  VirtualLoop(ServerSocketChannel listener, Service service) {
    super(listener, service);
  }

  @Override
  Session session(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
    return new VirtualSession(channel, service, whenEnded, turns);
  }

  @Override
  public void tick() {
    turns.tick();
  }

  @Override
  public void run() throws InterruptedException {
    // Subtasks come and go for as long as the server runs, so the scope must not retain them.
    // The plain scope forgets a subtask when it ends, and a failed session does not affect others.
    // The owner of a scope that has met an OutOfMemoryError can no longer fork in it, because the
    // JVM has forgotten the owner's scoped values. In a scope that is opened after that, it can.
    try (var scope = new StructuredTaskScope<Void>()) {
      try {
        acceptEach(session -> {
          scope.fork(session); // only the scope's owner may fork, so the owner accepts
          turns.otherWoke();
        });
      } catch (StructureViolationException e) {
        run();
      }
      scope.join();
    }
  }
}
