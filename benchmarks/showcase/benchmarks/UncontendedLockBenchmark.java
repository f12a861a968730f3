package showcase.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Takes and releases a lock that no other thread wants: {@code synchronized} against {@code
 * ReentrantLock}.
 *
 * <p>Run it: {@code showcase bench uncontended-lock}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class UncontendedLockBenchmark {
  /*
   * What is measured: locking and unlocking on one thread, with one addition inside.
   *
   * What is not: any waiting; and virtual threads: the caller is JMH's platform thread, and for an
   * uncontended lock, the kind of thread makes no difference.
   *
   * Pitfall: the compiler would remove a lock that only this method can see (escape analysis), and
   * merge the lock operations of a loop (lock coarsening). So the locks are fields, the counter is
   * returned, and JMH provides the loop and does not inline the method into it. Do not use -t: each
   * thread has a state of its own, so the lock would still be uncontended.
   */
  private final Object monitor = new Object();
  private final Lock lock = new ReentrantLock();
  private long count;

  @Benchmark
  public long classic() {
    synchronized (monitor) {
      return ++count;
    }
  }

  @Benchmark
  public long modern() {
    lock.lock();
    try {
      return ++count;
    } finally {
      lock.unlock();
    }
  }
}
