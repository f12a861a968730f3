package showcase.recipe.cpuboundthreads;

import java.util.concurrent.StructuredTaskScope;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * A virtual thread for each task that computes: shorter to write, and no faster.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run cpu-bound-threads --edition modern}
 *
 * <p>Prefer platform threads for work that only computes. A virtual thread
 * never shares its carrier while it computes (JEP 444: no time slices), so a
 * few such tasks hold up all others.
 */
final class CpuBoundThreadsModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int n = in.get(CpuBoundThreadsRecipe.N);
    int tasks = in.get(CpuBoundThreadsRecipe.TASKS);

    // Not counted: the first run in a JVM is interpreted, and then compiled while it
    // runs.
    Fib.interruptibly(n);

    // Both ways by turns, and the best of each: whatever
    // disturbs a run only makes it longer.
    long inSequence = Long.MAX_VALUE;
    long onThreads = Long.MAX_VALUE;
    for (int round = 0; round < CpuBoundThreadsRecipe.ROUNDS; round++) {
      inSequence = Math.min(inSequence, computeInSequence(n, tasks, transcript));
      onThreads = Math.min(onThreads, computeOnThreads(n, tasks, transcript));
    }

    // The same as with platform threads: the carriers are as many as the processors.
    transcript.measure("in sequence", inSequence / 1e6, "ms");
    transcript.measure("on threads", onThreads / 1e6, "ms");
    transcript.measure("speed-up", (double) inSequence / onThreads, "x");
  }

  private static long computeInSequence(int n, int tasks, Transcript transcript)
      throws InterruptedException {
    long start = System.nanoTime();
    for (int task = 0; task < tasks; task++) {
      compute(n, transcript);
    }
    return System.nanoTime() - start;
  }

  private static long computeOnThreads(int n, int tasks, Transcript transcript)
      throws InterruptedException {
    long start = System.nanoTime();
    // Leaving the scope early interrupts the forks and waits for
    // them; Fib hears the interrupt.
    try (var scope = StructuredTaskScope.open()) {
      for (int task = 0; task < tasks; task++) {
        scope.fork(() -> compute(n, transcript));
      }
      scope.join();
      return System.nanoTime() - start;
    }
  }

  private static Void compute(int n, Transcript transcript) throws InterruptedException {
    long result = Fib.interruptibly(n);
    transcript.say("thread " + Thread.currentThread().threadId(), "computed " + result);
    return null;
  }
}
