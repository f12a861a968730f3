package showcase.recipe.mapperformance;

import java.util.concurrent.Executors;
import java.util.stream.LongStream;
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
    Stopwatch.Timed loop = Stopwatch.time(MapPerformanceModern::inALoop, items);
    report("loop", loop, loop, transcript);

    // The same pipeline twice. The second one runs on the common ForkJoinPool and this
    // thread.
    var sequential = Stopwatch.time(all -> squares(all).toArray(), items);
    report("stream", sequential, loop, transcript);
    var parallel = Stopwatch.time(all -> squares(all).parallel().toArray(), items);
    report("parallel stream", parallel, loop, transcript);

    // Why not: to make a thread, start it and end it takes far longer than one squaring.
    var perItem = Stopwatch.time(all -> perItem(all, alone), items);
    report("virtual thread per item for %d".formatted(alone), perItem, loop, transcript);
  }

  private static long[] inALoop(int items) {
    var squares = new long[items];
    square(squares, 0, items);
    return squares;
  }

  private static LongStream squares(int items) {
    return LongStream.range(0, items).map(x -> x * x);
  }

  private static long[] perItem(int items, int alone) {
    var squares = new long[items];
    // close waits for all of them. No two write to the same place, and what each wrote
    // happens-before close returns.
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int item = 0; item < Math.min(alone, items); item++) {
        int x = item;
        executor.execute(() -> squares[x] = (long) x * x);
      }
    }
    square(squares, Math.min(alone, items), items);
    return squares;
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
