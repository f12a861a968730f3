package showcase.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Squares many numbers into an array: chunks on a fixed pool against a parallel stream.
 *
 * <p>Run it: {@code showcase bench map-chunks}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class MapChunksBenchmark {
  /*
   * What is measured: the whole map, from the array to its squares, on as many threads as there are
   * processors. Both methods divide it into a few pieces per processor.
   *
   * What is not: a task for each item, which costs a hundred times as much; and the start of the
   * pools, which are both kept, as the common pool of the streams always is.
   *
   * Pitfall: the first write to fresh memory is slow, and a new array of several megabytes would be
   * fresh in each run. So both methods write to the same array again and again. It is returned, so
   * that the compiler cannot conclude that the squares are not used.
   */
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final int CHUNKS = 4 * PROCESSORS;

  @Param({"10000", "1000000"})
  public int items;

  private ExecutorService pool;
  private long[] squares;

  @Setup(Level.Trial)
  public void open() {
    pool = Executors.newFixedThreadPool(PROCESSORS);
    squares = new long[items];
  }

  @TearDown(Level.Trial)
  public void close() {
    pool.close();
  }

  @Benchmark
  public long[] classic() throws InterruptedException, ExecutionException {
    int chunk = Math.ceilDiv(items, CHUNKS);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int first = 0; first < items; first += chunk) {
      int from = first;
      int to = Math.min(items, first + chunk);
      tasks.add(() -> {
        for (int x = from; x < to; x++) {
          squares[x] = (long) x * x;
        }
        return null;
      });
    }
    for (Future<Void> task : pool.invokeAll(tasks)) {
      task.get();
    }
    return squares;
  }

  @Benchmark
  public long[] modern() {
    Arrays.parallelSetAll(squares, x -> (long) x * x);
    return squares;
  }
}
