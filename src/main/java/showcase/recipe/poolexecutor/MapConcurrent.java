package showcase.recipe.poolexecutor;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * The JDK's one-line alternative to this recipe's editions, since Java 24. Its reader cannot be
 * interrupted, and closing its stream does not end the calls in progress.
 */
final class MapConcurrent {

  private MapConcurrent() {}

  /** Interrupts a reader that waits, and says what becomes of it. */
  static String interrupted() {
    Stream<Integer> results =
        List.of(0, 1, 2, 3, 4).stream().gather(Gatherers.mapConcurrent(3, item -> after(50, item)));
    Thread.currentThread().interrupt(); // the reader finds it as soon as it waits
    try {
      int taken = results.toList().size();
      return "all %d calls are made, and it takes their results".formatted(taken);
    } catch (RuntimeException e) {
      return "it gets " + e.getClass().getSimpleName();
    } finally {
      Thread.interrupted();
    }
  }

  private static int after(long millis, int item) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      return item;
    } catch (InterruptedException e) {
      throw new IllegalStateException("a call is interrupted", e);
    }
  }
}
