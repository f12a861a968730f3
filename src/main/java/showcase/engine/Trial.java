package showcase.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The result of one engine in one trial, in a JVM of its own.
 *
 * @param figures the measures that apply
 * @param note what the reader must know about this trial, such as a limit that it hit; otherwise
 *     empty
 */
record Trial(Map<Measure, Double> figures, String note) {

  /** Collects the figures of a trial. */
  static final class Notes {

    private final Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    private String note = "";

    void add(Measure measure, double value) {
      figures.put(measure, value);
    }

    void say(String note) {
      this.note = note;
    }

    Trial trial() {
      return new Trial(figures, note);
    }
  }

  /** Rejects a trial whose results are wrong. */
  static void check(List<? extends Work> works, List<Long> results) {
    for (int i = 0; i < works.size(); i++) {
      long expected = works.get(i).expected();
      if (results.get(i) != expected) {
        throw new IllegalStateException(
            "%s gave %d, not %d".formatted(works.get(i).line(), results.get(i), expected));
      }
    }
  }

  static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
