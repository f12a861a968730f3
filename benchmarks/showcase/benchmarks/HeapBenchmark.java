package showcase.benchmarks;

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
import showcase.recipe.priorityqueue.HeapQueue;
import showcase.recipe.priorityqueue.SequencedQueue;

/**
 * The two queues of the recipe priority-queue: a heap with its own lock and condition against the
 * JDK's queue with a sequence number.
 *
 * <p>Run it: {@code showcase bench heap}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class HeapBenchmark {
  private static final int ITEMS = 6_400;

  /*
   * What is measured: the time per item that is put and taken, while there are a few hundred other
   * items in the queue. Both methods run on virtual threads, so only the queues differ.
   *
   * What is not: consumers that wait. Every task puts before it takes, so the queue is never empty.
   *
   * Pitfall: a heap is fast if the priorities arrive in order. So a fixed multiplication spreads
   * them, in the same way in both methods and in every run; random priorities would add noise.
   */
  private static final int FILLED = 256;
  private static final int SPREAD = 0x9E3779B9; // 2^32 divided by the golden ratio

  @Param({"1", "2", "64"})
  public int tasks;

  private final HeapQueue<Integer> heap = new HeapQueue<>();
  private final SequencedQueue<Integer> sequenced = new SequencedQueue<>();

  public HeapBenchmark() {
    for (int i = 0; i < FILLED; i++) {
      heap.put(i, i * SPREAD);
      sequenced.put(i, i * SPREAD);
    }
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long classic() throws InterruptedException {
    int each = ITEMS / tasks;
    var taken = new LongAdder();
    Crew.run(
        Crew.VIRTUAL,
        tasks,
        id -> {
          long sum = 0;
          for (int i = 0; i < each; i++) {
            heap.put(i, i * SPREAD);
            sum += heap.take();
          }
          taken.add(sum);
        });
    return taken.sum();
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long modern() throws InterruptedException {
    int each = ITEMS / tasks;
    var taken = new LongAdder();
    Crew.run(
        Crew.VIRTUAL,
        tasks,
        id -> {
          long sum = 0;
          for (int i = 0; i < each; i++) {
            sequenced.put(i, i * SPREAD);
            sum += sequenced.take();
          }
          taken.add(sum);
        });
    return taken.sum();
  }
}
