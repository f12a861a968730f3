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
 * Starts threads and joins them: platform threads against virtual ones.
 *
 * <p>Run it: {@code showcase bench start-and-join}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class StartAndJoinBenchmark {
  /*
   * What is measured: making, starting and joining as many threads as there are tasks, when each
   * has next to nothing to do. The time is for all of them together.
   *
   * What is not: how many can be alive at once, which is where virtual threads are out of reach.
   * Here most have ended before the last one is started, and a platform thread that ends leaves
   * its stack to the next. Nor what a thread that a pool kept would have cost: nothing to start.
   *
   * Pitfall: with one task, the virtual thread has to wake a carrier that fell asleep, and the
   * platform thread to be made by the kernel. Both are wake-ups of the machine as much as of Java.
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

  /** What each thread wrote is returned, so that nobody can find its work useless. */
  private byte[] startAndJoin(ThreadFactory threads) throws InterruptedException {
    var written = new byte[tasks];
    Crew.run(threads, tasks, id -> written[id] = 1);
    return written;
  }
}
