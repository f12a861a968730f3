package showcase.process;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A parent for a test to kill: keeps two workers busy forever and prints their process ids. */
final class KilledParent {

  private KilledParent() {}

  public static void main(String[] args) throws Exception {
    var day = Duration.ofDays(1);
    var pool = new WorkerPool(2, JavaCommand.worker(), System.err::println);
    for (int i = 0; i < 2; i++) {
      pool.call("fib 1", day, day);
    }
    for (int i = 0; i < 2; i++) {
      Thread.startVirtualThread(() -> {
        try {
          pool.call("fib 80", day, day);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });
    }
    new PrintStream(ResultStream.open(), true)
        .println(pool.pids().getFirst() + "\n" + pool.pids().getLast());
    new CountDownLatch(1).await();
  }
}
