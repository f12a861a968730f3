package showcase.benchmarks;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Starts threads and joins them: platform threads against virtual threads.
 *
 * <p>Run it: {@code showcase bench start-and-join}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class StartAndJoinBenchmark {
  /*
   * What is measured: creating, starting and joining as many threads as there are tasks, each with
   * almost nothing to do. The time is for all of them together.
   *
   * What is not: how many threads can be alive at the same time, which is where virtual threads
   * have no rival. Here, most threads have ended before the last one is started, and a platform
   * thread that ends leaves its stack to the next one. Nor threads that a pool keeps, which cost
   * nothing to start.
   *
   * Pitfall: with one task, the virtual thread must wake a sleeping carrier, and the kernel must
   * create the platform thread. Both depend on the operating system as much as on Java.
   */
  @Param({"1", "2", "64", "10000"})
  public int tasks;

  @Benchmark
  public byte[] classic() throws InterruptedException {
    return startAndJoin(Crew.PLATFORM);
  }

  @Benchmark
  public byte[] modern() throws InterruptedException {
    return startAndJoin(Crew.VIRTUAL);
  }

  /** Returns what the threads wrote, so that the compiler cannot remove their work. */
  private byte[] startAndJoin(ThreadFactory threads) throws InterruptedException {
    var written = new byte[tasks];
    Crew.run(threads, tasks, id -> written[id] = 1);
    return written;
  }
}
