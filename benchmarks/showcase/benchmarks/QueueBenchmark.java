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
 * Producers and consumers share a bounded queue: platform threads against virtual ones.
 *
 * <p>Run it: {@code showcase bench queue}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class QueueBenchmark {
  private static final int ITEMS = 12_800;

  /*
   * What is measured: the time for each item through one ArrayBlockingQueue with room for 64, with
   * as many producers as consumers. The threads' start is in it, once for thousands of items.
   *
   * What is not: a queue that is always full or always empty, as with a slow side. Then a thread
   * waits for every item, as in the benchmark hand-over.
   *
   * Pitfall: tasks is even, half produce and half consume, and each consumer takes as many items
   * as a producer puts. So nobody is left waiting, and no end marker is measured. The items are
   * the same boxed number: making them would be measured as well. 10,000 tasks would have an item
   * each, and be a benchmark of their start.
   */
  private static final int ROOM = 64;
  private static final Integer ITEM = 1;

  @Param({"2", "64"})
  public int tasks;

  @Setup
  public void check() {
    if (tasks < 2 || tasks % 2 != 0) { // consumers would wait for producers that are not there
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
