package showcase.benchmarks;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Hands values over from one thread to another, each only when the other thread is ready to take
 * it.
 *
 * <p>Run it: {@code showcase bench hand-over}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class HandOverBenchmark {
  private static final int VALUES = 6_400;

  /*
   * What is measured: the time per value when one thread of a pair puts it and the other takes it.
   * Nearly every time, one of the two waits. So this is the cost of suspending one thread and
   * resuming another: a context switch by the kernel, or by the scheduler of virtual threads.
   *
   * What is not: a queue with capacity, where threads rarely wait; see the benchmark queue. The
   * start of the threads is included, once for thousands of values.
   *
   * Pitfall: the number of values is the same for every number of pairs, so that the lines can be
   * compared. With two processors, 64 pairs keep both busy; a single pair may run on one of them or
   * on both, which the error bars show. More pairs than values would hand nothing over, and 10,000
   * pairs would measure the start of 20,000 threads.
   */
  @Param({"1", "2", "64"})
  public int pairs;

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public long classic() throws InterruptedException {
    return handOver(Crew.PLATFORM);
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public long modern() throws InterruptedException {
    return handOver(Crew.VIRTUAL);
  }

  private long handOver(ThreadFactory threads) throws InterruptedException {
    int each = VALUES / pairs;
    var taken = new LongAdder();
    Crew.run(
        threads,
        pairs,
        id -> {
          var between = new SynchronousQueue<Integer>();
          Thread producer =
              threads.newThread(() -> {
                try {
                  for (int value = 0; value < each; value++) {
                    between.put(value);
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt(); // the consumer gave up
                }
              });
          producer.start();
          try {
            long sum = 0;
            for (int value = 0; value < each; value++) {
              sum += between.take();
            }
            taken.add(sum);
          } finally {
            producer.interrupt();
            producer.join();
          }
        });
    return taken.sum();
  }
}
