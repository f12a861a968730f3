package showcase.recipe.mapperformance;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * Streams, sequential and parallel, against a virtual thread for each number.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run map-performance --edition modern}
 *
 * <p>Prefer the parallel stream for much work that only computes. Virtual threads are for
 * work that waits, and there is none here.
 */
final class MapPerformanceModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    int items = in.get(MapPerformanceRecipe.ITEMS);
    int alone = in.get(MapPerformanceRecipe.ALONE);
    Stopwatch.Timed loop = Stopwatch.time(all -> square(all, 0, items), items);
    report("loop", loop, loop, transcript);

    // The same pipeline twice. The second one runs on the common ForkJoinPool and this
    // thread. It may write to the array, since no two of its calls write to one place.
    var sequential =
        Stopwatch.time(all -> inStream(IntStream.range(0, items), all), items);
    report("stream", sequential, loop, transcript);
    var parallel =
        Stopwatch.time(all -> inStream(IntStream.range(0, items).parallel(), all), items);
    report("parallel stream", parallel, loop, transcript);

    // Why not: to make a thread, start it and end it takes far longer than one squaring.
    var perItem = Stopwatch.time(all -> perItem(all, Math.min(alone, items)), items);
    report("virtual thread per item for %d".formatted(alone), perItem, loop, transcript);
  }

  private static void inStream(IntStream numbers, long[] squares) {
    numbers.forEach(x -> squares[x] = (long) x * x);
  }

  private static void perItem(long[] squares, int alone) {
    // close waits for all of them, and what each wrote happens-before it returns.
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int item = 0; item < alone; item++) {
        int x = item;
        executor.execute(() -> squares[x] = (long) x * x);
      }
    }
    square(squares, alone, squares.length);
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
