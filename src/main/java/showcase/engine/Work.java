package showcase.engine;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The work of one task: it computes or it waits. */
sealed interface Work {

  /** Does the work in the calling thread. */
  long run() throws InterruptedException, IOException;

  /** Returns the same work as a line of the worker processes' protocol. */
  String line();

  /** Returns the only correct result. */
  long expected();

  /** Computes fib(n). */
  record Computing(int n, long expected) implements Work {

    Computing(int n) {
      this(n, fast(n));
    }

    // Not by recursion, or the check would take as long as the work.
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

  /** Sleeps for a number of milliseconds, as if it waited for a remote answer. */
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

  /** Asks a fib server on loopback for fib(1) over a connection of its own. */
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

  /** Opens a connection, but asks only after {@code go}. Works in this process only. */
  record HeldRequest(int port, CountDownLatch arrived, CountDownLatch go) implements Work {

    @Override
    public long run() throws InterruptedException, IOException {
      try (var connection = connect()) {
        go.await();
        return connection.ask(Request.N);
      }
    }

    // Counts down even without a connection, because the caller would wait forever otherwise.
    private FibConnection connect() throws IOException {
      try {
        return FibConnection.open(port);
      } finally {
        arrived.countDown();
      }
    }

    @Override
    public String line() {
      throw new UnsupportedOperationException("a latch cannot be shared with another process");
    }

    @Override
    public long expected() {
      return Fib.byAddition(Request.N);
    }
  }

  /** Counts {@code arrived} down and then waits for {@code go}. Works in this process only. */
  record Held(CountDownLatch arrived, CountDownLatch go) implements Work {

    @Override
    public long run() throws InterruptedException {
      arrived.countDown();
      go.await();
      return 0;
    }

    @Override
    public String line() {
      throw new UnsupportedOperationException("a latch cannot be shared with another process");
    }

    @Override
    public long expected() {
      return 0;
    }
  }
}
