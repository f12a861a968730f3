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
 * The engines of {@code compare}, each with the same computing tasks.
 *
 * <p>Run it: {@code showcase bench engine}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class EngineBenchmark {
  /*
   * What is measured: submitting tasks of about 0.2 ms each and waiting for all results. The time
   * is for all tasks together, so the ideal is the sequential time divided by the number of
   * processors.
   *
   * What is not: opening and closing the engine. A pool of threads or processes is kept and is
   * ready. The processes that process-per-task starts for every task are included, because they are
   * its cost. Not measured either are an engine's memory, and short tasks alongside long ones: the
   * command compare measures both.
   *
   * Pitfall: the same work on the same threads was observed to run at one of two speeds, a tenth
   * apart, and to keep that speed within one JVM. That is why there are several forks, and why the
   * error bars cover the mean of each.
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
