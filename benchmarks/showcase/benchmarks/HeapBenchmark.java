package showcase.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import showcase.recipe.priorityqueue.PriorityQueueRecipe;
import showcase.recipe.priorityqueue.UrgentQueue;

/**
 * The two editions of the recipe priority-queue: the heap with a lock and a condition of its own
 * against the JDK's queue.
 *
 * <p>Run it: {@code showcase bench heap}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class HeapBenchmark {
  private static final int ITEMS = 6_400;

  /*
   * What is measured: the time for each item that is put and taken, while some hundred others lie
   * in the queue. Both editions run on virtual threads, so the queues alone differ.
   *
   * What is not: waiting takers. Every task puts before it takes, so the queue is never empty.
   *
   * Pitfall: a heap is fast when the priorities come in order. These are spread by a fixed
   * multiplication, the same in both editions and in every run; random ones would be noise.
   */
  private static final int FILLED = 256;
  private static final int SPREAD = 0x9E3779B9; // 2^32 divided by the golden ratio

  private static final List<String> NAMES =
      IntStream.range(0, ITEMS).mapToObj(i -> "item " + i).toList();

  @Param({"1", "2", "64"})
  public int tasks;

  private final UrgentQueue<String> classic = filled("classic");
  private final UrgentQueue<String> modern = filled("modern");

  private static UrgentQueue<String> filled(String edition) {
    UrgentQueue<String> queue =
        PriorityQueueRecipe.RECIPE.editions().stream()
            .filter(named -> named.name().equals(edition))
            .findFirst()
            .orElseThrow()
            .maker()
            .get();
    for (int i = 0; i < FILLED; i++) {
      queue.put(NAMES.get(i), i * SPREAD);
    }
    return queue;
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long classic() throws InterruptedException {
    return putAndTake(classic);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long modern() throws InterruptedException {
    return putAndTake(modern);
  }

  private long putAndTake(UrgentQueue<String> queue) throws InterruptedException {
    int each = ITEMS / tasks;
    var taken = new LongAdder();
    Crew.run(
        Crew.VIRTUAL,
        tasks,
        id -> {
          long sum = 0;
          for (int i = 0; i < each; i++) {
            queue.put(NAMES.get(i), i * SPREAD);
            sum += queue.take().length();
          }
          taken.add(sum);
        });
    return taken.sum();
  }
}
