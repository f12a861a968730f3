package showcase.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A virtual thread blocks while it holds a lock: {@code synchronized} against
 * {@code ReentrantLock}.
 *
 * <p>Run it: {@code showcase bench lock-across-block}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class LockAcrossBlockBenchmark {
  /*
   * What is measured: virtual threads that each take a lock of their own and sleep for a
   * millisecond while they hold it. No thread waits for another thread's lock. If all of them sleep
   * at the same time, the whole takes little more than a millisecond. Up to Java 23, a virtual
   * thread that sleeps in synchronized pins its carrier, and with two carriers, 64 threads take 32
   * turns. JEP 491 removed this limitation in Java 24.
   *
   * What is not: the cost of the lock, which is negligible compared with the sleep, and platform
   * threads, which do not have this problem.
   *
   * Pitfall: the sleep must happen on virtual threads that the method has started. A sleep in the
   * benchmark method itself would block JMH's own thread and show the same time for both. Up to
   * Java 23, 10,000 tasks would take seconds per operation, and tell no more than 64.
   */
  private static final long SLEEP_MILLIS = 1;

  @Param({"1", "2", "64"})
  public int tasks;

  @Benchmark
  public long classic() throws InterruptedException {
    var slept = new LongAdder();
    Crew.run(
        Crew.VIRTUAL,
        tasks,
        id -> {
          var monitor = new Object();
          synchronized (monitor) {
            Thread.sleep(SLEEP_MILLIS);
            slept.increment();
          }
        });
    return slept.sum();
  }

  @Benchmark
  public long modern() throws InterruptedException {
    var slept = new LongAdder();
    Crew.run(
        Crew.VIRTUAL,
        tasks,
        id -> {
          Lock lock = new ReentrantLock();
          lock.lock();
          try {
            Thread.sleep(SLEEP_MILLIS);
            slept.increment();
          } finally {
            lock.unlock();
          }
        });
    return slept.sum();
  }
}
