package showcase.benchmarks;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Many threads compete for the same lock: platform threads against virtual threads.
 *
 * <p>Run it: {@code showcase bench contended-lock}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class ContendedLockBenchmark {
  /*
   * What is measured: about 10,000 repetitions of lock, a little work, unlock, and a little work
   * outside the lock, divided among the tasks, including the start and the end of their threads.
   *
   * What is not: the lock alone (see uncontended-lock), or the best way to count: the recipe mutex
   * shows ways that need no lock.
   *
   * Pitfall: how contended the lock is depends on how many threads really run. Two processors run
   * two platform threads or two carriers at a time, and a thread often holds the lock for its whole
   * turn if it never waits inside. Without the work outside, a thread would take the lock again
   * before another thread has woken up, and the benchmark would measure only barging.
   */
  private static final int LOCKINGS = 10_000;
  private static final long INSIDE = 20; // tokens of consumeCPU, a few ns each
  private static final long OUTSIDE = 50;

  @Param({"1", "2", "64", "10000"})
  public int tasks;

  private final Lock lock = new ReentrantLock();
  private long count; // guarded by lock

  @Benchmark
  public long classic() throws InterruptedException {
    return contend(Crew.PLATFORM);
  }

  @Benchmark
  public long modern() throws InterruptedException {
    return contend(Crew.VIRTUAL);
  }

  private long contend(ThreadFactory threads) throws InterruptedException {
    int each = LOCKINGS / tasks;
    Crew.run(
        threads,
        tasks,
        id -> {
          for (int i = 0; i < each; i++) {
            lock.lock();
            try {
              count++;
              Blackhole.consumeCPU(INSIDE);
            } finally {
              lock.unlock();
            }
            Blackhole.consumeCPU(OUTSIDE);
          }
        });
    return count;
  }
}
