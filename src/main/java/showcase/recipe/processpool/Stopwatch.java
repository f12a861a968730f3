package showcase.recipe.processpool;

import showcase.catalogue.Transcript;

/** Measures one lap after the other. */
final class Stopwatch {
  private final Transcript transcript;
  private long start = System.nanoTime();

  Stopwatch(Transcript transcript) {
    this.transcript = transcript;
  }

  /** Measures the time since the last lap, or since this watch was made. */
  void lap(String name) {
    long now = System.nanoTime();
    transcript.measure(name, (now - start) / 1e6, "ms");
    start = now;
  }
}
