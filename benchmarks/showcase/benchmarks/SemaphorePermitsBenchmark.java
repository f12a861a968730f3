package showcase.benchmarks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Many threads share a semaphore with two permits: platform threads against virtual threads.
 *
 * <p>Run it: {@code showcase bench semaphore-permits}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class SemaphorePermitsBenchmark {
  /*
   * What is measured: about 10,000 repetitions of acquire, a little work, and release, divided
   * among the tasks, including the start and the end of their threads.
   *
   * What is not: waiting for something slow while the permit is held, which is what semaphores are
   * for. That time would be the same for both, and hide the difference.
   *
   * Pitfall: the semaphore is not fair, which is the default, so a new thread may overtake waiting
   * ones. With a fair semaphore, nearly every acquire would be a context switch, and the benchmark
   * would measure hand-over instead.
   */
  private static final int ACQUISITIONS = 10_000;
  private static final int PERMITS = 2;
  private static final long INSIDE = 50; // tokens of consumeCPU, a few ns each

  @Param({"2", "64", "10000"})
  public int tasks;

  private final Semaphore permits = new Semaphore(PERMITS);

  @Benchmark
  public int classic() throws InterruptedException {
    return share(Crew.PLATFORM);
  }

  @Benchmark
  public int modern() throws InterruptedException {
    return share(Crew.VIRTUAL);
  }

  private int share(ThreadFactory threads) throws InterruptedException {
    int each = ACQUISITIONS / tasks;
    Crew.run(
        threads,
        tasks,
        id -> {
          for (int i = 0; i < each; i++) {
            permits.acquire();
            try {
              Blackhole.consumeCPU(INSIDE);
            } finally {
              permits.release();
            }
          }
        });
    return permits.availablePermits();
  }
}
