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
 * Takes a lock that nobody else wants and gives it back: {@code synchronized} against {@code
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
   * What is not: any waiting. Nor virtual threads: the caller is JMH's platform thread, and an
   * uncontended lock does not ask which kind of thread takes it.
   *
   * Pitfall: a lock that only this method can see would be taken away by the compiler (escape
   * analysis), and a loop here would be merged into fewer lockings (lock coarsening). So the locks
   * are fields, the counter is returned, and JMH makes the loop and keeps the method out of it.
   * Do not run it with -t: each thread has a state of its own, and would still be alone.
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
