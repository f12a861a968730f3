package showcase.engine;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
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
import showcase.engine.Work.Computing;

/**
 * The engines of {@code compare}, each with the same tasks that compute.
 *
 * <p>Run it: {@code showcase bench engine}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class EngineBenchmark {
  /*
   * What is measured: handing over tasks of some 0.2 ms each and waiting for all results. The time
   * is for all tasks together, so what sequential takes, divided by the processors, is the ideal.
   *
   * What is not: opening and closing the engine. A pool of threads or of processes is kept, and
   * stands ready; what process-per-task starts for every task is in the time, as it is its price.
   * Nor what an engine needs in memory, or what becomes of short tasks beside long ones: the
   * command compare has both.
   *
   * Pitfall: the same work on the same threads was seen to come out at one of two speeds, a tenth
   * apart, and to stay at it within one JVM. Hence several forks, and error bars that cover the
   * mean of each.
   */
  private static final int N = 25;

  @Param public EngineKind engine;

  @Param({"2", "64"})
  public int tasks;

  private Engine opened;
  private List<Computing> works;

  @Setup
  public void open() throws IOException {
    opened = engine.open(Runtime.getRuntime().availableProcessors());
    works = Collections.nCopies(tasks, new Computing(N));
  }

  @TearDown
  public void close() {
    opened.close();
  }

  @Benchmark
  public List<Long> all() throws InterruptedException, ExecutionException {
    return opened.runAll(works);
  }
}
