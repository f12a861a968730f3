package showcase.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Threads wait for an event that happens once: a {@code CountDownLatch} against a {@code
 * CompletableFuture}.
 *
 * <p>Run it: {@code showcase bench latch}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class LatchAgainstFutureBenchmark {
  /*
   * What is measured: starting the waiting threads, releasing them, and their end. Both methods run
   * on virtual threads, so they differ only in the object they wait for. The last task sets the
   * event.
   *
   * What is not: the delay from setting the event until a waiting thread continues. It is part of
   * the total, like the start of the threads, and cannot be separated from it.
   *
   * Pitfall: on idle processors, a thread may arrive after the event and pass without waiting. So
   * the last task first waits until all others have signalled that they are about to wait. The few
   * instructions in between remain a race, which is the same in both methods.
   */
  @Param({"1", "2", "64", "10000"})
  public int tasks;

  @Benchmark
  public long classic() throws InterruptedException {
    var event = new CountDownLatch(1);
    var about = new CountDownLatch(tasks);
    var passed = new LongAdder();
    Crew.run(
        Crew.VIRTUAL,
        tasks + 1,
        id -> {
          if (id == tasks) {
            about.await();
            event.countDown();
          } else {
            about.countDown();
            event.await();
            passed.increment();
          }
        });
    return passed.sum();
  }

  @Benchmark
  public long modern() throws InterruptedException {
    var event = new CompletableFuture<Void>();
    var about = new CountDownLatch(tasks);
    var passed = new LongAdder();
    Crew.run(
        Crew.VIRTUAL,
        tasks + 1,
        id -> {
          if (id == tasks) {
            about.await();
            event.complete(null);
          } else {
            about.countDown();
            event.get();
            passed.increment();
          }
        });
    return passed.sum();
  }
}
