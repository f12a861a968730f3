package showcase.engine;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** One task's work: it computes or it waits. */
sealed interface Work {

  /** Does it here. */
  long run() throws InterruptedException, IOException;

  /** The same for a worker process, in the words of its protocol. */
  String line();

  /** The only right result. */
  long expected();

  /** Computes fib(n). */
  record Computing(int n, long expected) implements Work {

    Computing(int n) {
      this(n, fast(n));
    }

    // Not by the recursion, or the check would take as long as the work.
    private static long fast(int n) {
      long a = 0;
      long b = 1;
      for (int i = 0; i < n; i++) {
        long next = a + b;
        a = b;
        b = next;
      }
      return a;
    }

    @Override
    public long run() throws InterruptedException {
      return Fib.interruptibly(n);
    }

    @Override
    public String line() {
      return "fib " + n;
    }
  }

  /** Waits for some milliseconds, as for an answer from elsewhere. */
  record Waiting(int millis) implements Work {

    @Override
    public long run() throws InterruptedException {
      Thread.sleep(millis);
      return millis;
    }

    @Override
    public String line() {
      return "sleep " + millis;
    }

    @Override
    public long expected() {
      return millis;
    }
  }

  /** Asks a fib server on loopback for fib(1), over a connection of its own. */
  record Request(int port) implements Work {

    private static final int N = 1;

    @Override
    public long run() throws IOException {
      try (var connection = FibConnection.open(port)) {
        return connection.ask(N);
      }
    }

    @Override
    public String line() {
      return "ask " + port;
    }

    @Override
    public long expected() {
      return Fib.byAddition(N);
    }
  }

  /** The same, but holds its connection and asks only when it is let go: only in this process. */
  record HeldRequest(int port, CountDownLatch come, CountDownLatch go) implements Work {

    @Override
    public long run() throws InterruptedException, IOException {
      try (var connection = connect()) {
        go.await();
        return connection.ask(Request.N);
      }
    }

    // Without a connection it has come too: whoever counts would wait for ever.
    private FibConnection connect() throws IOException {
      try {
        return FibConnection.open(port);
      } finally {
        come.countDown();
      }
    }

    @Override
    public String line() {
      throw new UnsupportedOperationException("a latch does not reach another process");
    }

    @Override
    public long expected() {
      return Fib.byAddition(Request.N);
    }
  }

  /** Says that it has come, and waits until it is let go: only in this process. */
  record Held(CountDownLatch come, CountDownLatch go) implements Work {

    @Override
    public long run() throws InterruptedException {
      come.countDown();
      go.await();
      return 0;
    }

    @Override
    public String line() {
      throw new UnsupportedOperationException("a latch does not reach another process");
    }

    @Override
    public long expected() {
      return 0;
    }
  }
}
