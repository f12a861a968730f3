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

  @Override
  public void run() throws InterruptedException {
    // Forks come and go for as long as the server lives, so the joiner must not keep them:
    // awaitAll does not, while allUntil and allSuccessfulOrThrow hold every subtask to the end.
    try (var scope = StructuredTaskScope.open(Joiner.<Void>awaitAll())) {
      acceptEach(scope::fork); // only the scope's owner may fork: it accepts, too
      scope.join();
    }
  }
}
