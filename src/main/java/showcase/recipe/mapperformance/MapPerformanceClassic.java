package showcase.recipe.mapperformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A loop against a fixed pool: with a task for each chunk of the numbers, and for each
 * number.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run map-performance --edition classic}
 *
 * <p>Prefer the loop until a profile says otherwise, and then a parallel stream: it finds
 * the size of the chunks by itself.
 */
final class MapPerformanceClassic implements Edition {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /**
   * More than one for each thread, so that a thread that is held up holds up a part only.
   */
  private static final int CHUNKS = 4 * PROCESSORS;

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    int items = in.get(MapPerformanceRecipe.ITEMS);
    int alone = in.get(MapPerformanceRecipe.ALONE);
    Stopwatch.Timed loop = Stopwatch.time(all -> square(all, 0, items), items);
    report("loop", loop, loop, transcript);

    // The same code for both: what differs is how much work a task brings with it.
    int chunk = Math.ceilDiv(items, CHUNKS);
    ExecutorService pool = Executors.newFixedThreadPool(PROCESSORS);
    try {
      var inChunks = Stopwatch.time(all -> squareOn(pool, all, items, chunk), items);
      report("pool, a task per chunk", inChunks, loop, transcript);
      var perItem =
          Stopwatch.time(all -> perItem(pool, all, Math.min(alone, items)), items);
      report("pool, a task per item for %d".formatted(alone), perItem, loop, transcript);
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static void perItem(ExecutorService pool, long[] squares, int alone)
      throws InterruptedException, ExecutionException {
    squareOn(pool, squares, alone, 1);
    square(squares, alone, squares.length);
  }

  private static void squareOn(ExecutorService pool, long[] squares, int end, int chunk)
      throws InterruptedException, ExecutionException {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int first = 0; first < end; first += chunk) {
      int from = first;
      int to = Math.min(end, first + chunk);
      tasks.add(() -> {
        square(squares, from, to);
        return null;
      });
    }
    // No two tasks write to the same place, and what each wrote happens-before its get.
    for (Future<Void> task : pool.invokeAll(tasks)) {
      task.get();
    }
  }

  private static void square(long[] squares, int from, int to) {
    for (int x = from; x < to; x++) {
      squares[x] = (long) x * x;
    }
  }

  private static void report(
      String way, Stopwatch.Timed timed, Stopwatch.Timed loop, Transcript transcript) {
    transcript.say(way, MapPerformanceRecipe.describe(timed.squares()));
    transcript.measure(way, timed.millis(), "ms");
    transcript.measure(way + ", to the loop", timed.millis() / loop.millis(), "x");
  }
}
