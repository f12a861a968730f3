package showcase.benchmarks;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Producers and consumers share a bounded queue: platform threads against virtual threads.
 *
 * <p>Run it: {@code showcase bench queue}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class QueueBenchmark {
  private static final int ITEMS = 12_800;

  /*
   * What is measured: the time per item through one ArrayBlockingQueue with a capacity of 64 and as
   * many producers as consumers. The start of the threads is included, once for thousands of items.
   *
   * What is not: a queue that is always full or always empty because one side is slow. Then a
   * thread waits for every item, as in the benchmark hand-over.
   *
   * Pitfall: the number of tasks is even; half of them produce and half consume, and each consumer
   * takes as many items as a producer puts. So no thread is left waiting, and no end marker is
   * measured. All items are the same boxed number, because creating them would be measured as well.
   * With 10,000 tasks, each would have only a few items, and the benchmark would measure their
   * start.
   */
  private static final int ROOM = 64;
  private static final Integer ITEM = 1;

  @Param({"2", "64"})
  public int tasks;

  @Setup
  public void check() {
    if (tasks < 2 || tasks % 2 != 0) { // consumers would wait for producers that do not exist
      throw new IllegalArgumentException("tasks must be even and at least 2, not " + tasks);
    }
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long classic() throws InterruptedException {
    return produceAndConsume(Crew.PLATFORM);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long modern() throws InterruptedException {
    return produceAndConsume(Crew.VIRTUAL);
  }

  private long produceAndConsume(ThreadFactory threads) throws InterruptedException {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(ROOM);
    int each = ITEMS / (tasks / 2);
    var consumed = new LongAdder();
    Crew.run(
        threads,
        tasks,
        id -> {
          long sum = 0;
          for (int i = 0; i < each; i++) {
            if (id % 2 == 0) {
              queue.put(ITEM);
            } else {
              sum += queue.take();
            }
          }
          consumed.add(sum);
        });
    return consumed.sum();
  }
}
