package showcase.fib;

import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A platform thread per connection, from a pool that reuses its threads. */
final class PlatformLoop extends ThreadLoop {

  private final AtomicInteger names = new AtomicInteger();

  PlatformLoop(ServerSocketChannel listener, Service service) {
    super(listener, service);
  }

  @Override
  Session session(SocketChannel channel, Service service, Consumer<Session> whenEnded) {
    return new BlockingSession(channel, service, whenEnded);
  }

  @Override
  public void run() throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool(this::thread);
    try {
      acceptEach(threads::submit);
      threads.shutdown();
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } finally {
      threads.shutdownNow(); // if this thread was interrupted, so are the remaining sessions
    }
  }

  private Thread thread(Runnable task) {
    return new Thread(task, "fib-connection-" + names.getAndIncrement());
  }
}
