package showcase.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Runs tasks and collects their results: {@code invokeAll} on a fixed pool against a scope.
 *
 * <p>Run it: {@code showcase bench scope}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class ScopeAgainstPoolBenchmark {
  /*
   * What is measured: submitting short tasks that compute, waiting for all of them, and adding up
   * their results. The time is for all tasks together.
   *
   * What is not: starting the pool's threads. A pool is kept between uses, so it is created outside
   * the measured method, while a scope starts a thread for each fork by design. Tasks that wait are
   * not measured either: the pool would run a few at a time, and the scope all at the same time.
   *
   * Pitfall: tasks without work would measure only the queue, and the compiler could fold a
   * constant result. So the tasks use a fixed amount of CPU time that the compiler cannot optimize
   * away, and return their own number.
   */
  private static final long WORK = 500; // tokens of consumeCPU, a few ns each

  @Param({"1", "2", "64", "10000"})
  public int tasks;

  private ExecutorService pool;

  @Setup
  public void openPool() {
    pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  }

  @TearDown
  public void closePool() {
    pool.close();
  }

  @Benchmark
  public long classic() throws InterruptedException, ExecutionException {
    List<Callable<Integer>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      int id = i;
      all.add(() -> compute(id));
    }
    long sum = 0;
    for (Future<Integer> result : pool.invokeAll(all)) {
      sum += result.get();
    }
    return sum;
  }

  @Benchmark
  public long modern() throws InterruptedException, ExecutionException {
    try (var scope = StructuredTaskScope.open()) {
      List<Subtask<Integer>> all = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        int id = i;
        all.add(scope.fork(() -> compute(id)));
      }
      scope.join();
      long sum = 0;
      for (Subtask<Integer> result : all) {
        sum += result.get();
      }
      return sum;
    }
  }

  private static int compute(int id) {
    Blackhole.consumeCPU(WORK);
    return id;
  }
}
