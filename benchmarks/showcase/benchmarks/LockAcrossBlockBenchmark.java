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
 * A virtual thread waits while it holds a lock: {@code synchronized} against {@code ReentrantLock}.
 *
 * <p>Run it: {@code showcase bench lock-across-block}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class LockAcrossBlockBenchmark {
  /*
   * What is measured: virtual threads of which each takes a lock of its own and sleeps for a
   * millisecond inside. No one waits for another's lock. If they all sleep at the same time, the
   * whole takes little more than the millisecond. Up to Java 23 a virtual thread that sleeps in
   * synchronized keeps its carrier, and with two carriers 64 threads take 32 turns (JEP 491 has
   * ended that in Java 24).
   *
   * What is not: the cost of the lock, which is nothing beside the sleep. Platform threads are not
   * in it: none of this concerns them.
   *
   * Pitfall: the sleep is the measured thing here, and it must be on virtual threads that the
   * method has started. A sleep in the benchmark method itself would hold up JMH's own thread and
   * show the same time for both. 10,000 tasks would take seconds each time up to Java 23, and tell
   * no more than 64.
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
