package showcase.recipe;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import showcase.engine.Fib;

/** Keeps every processor busy while something else is tested. */
public final class Load {
  private static final int LONG_ENOUGH = Fib.MAX_N;

  private Load() {}

  /** Runs the work beside as many computing threads as there are processors. */
  public static void during(Executable work) throws Throwable {
    List<Thread> threads =
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
            .mapToObj(i -> Thread.ofPlatform().daemon().name("load-" + i).start(Load::compute))
            .toList();
    try {
      work.execute();
    } finally {
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void compute() {
    try {
      Fib.interruptibly(LONG_ENOUGH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the work is done
    }
  }
}
