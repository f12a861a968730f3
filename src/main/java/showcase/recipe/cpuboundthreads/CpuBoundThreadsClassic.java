package showcase.recipe.cpuboundthreads;

import java.util.ArrayList;
import java.util.List;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * A platform thread for each task that computes: as fast as there are processors.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run cpu-bound-threads --edition classic}
 *
 * <p>Prefer a fixed pool of as many threads as processors where there are more tasks than
 * that, and a {@code ForkJoinPool} for one task that can be split.
 */
final class CpuBoundThreadsClassic implements Edition {

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

    // Near the number of tasks on as many idle processors; near 1 where there is one.
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
    List<Thread> threads = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      threads.add(new Thread(() -> computeOrStop(n, transcript), "task-" + task));
    }
    try {
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      return System.nanoTime() - start;
    } finally {
      // On the good way all have ended. After an interrupt they would compute to the end.
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void computeOrStop(int n, Transcript transcript) {
    try {
      compute(n, transcript);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the thread ends here, without a result
    }
  }

  private static void compute(int n, Transcript transcript) throws InterruptedException {
    long result = Fib.interruptibly(n);
    transcript.say("thread " + Thread.currentThread().threadId(), "computed " + result);
  }
}
