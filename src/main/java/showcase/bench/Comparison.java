package showcase.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same work in both editions.
 *
 * @param classic the one time
 * @param modern the other
 */
public record Comparison(Timing classic, Timing modern) {

  /** What may be said. */
  public enum Verdict {
    MODERN_FASTER,
    CLASSIC_FASTER,
    /** The error bars overlap. */
    NO_DIFFERENCE,
    /** One of them has no error bar. */
    UNKNOWN
  }

  /** All pairs among these figures, in the order of their first halves. */
  public static List<Comparison> pairs(List<Timing> timings) {
    List<Comparison> pairs = new ArrayList<>();
    for (Timing timing : timings) {
      if (timing.way().equals("classic")) {
        twin(timing, timings).ifPresent(modern -> pairs.add(new Comparison(timing, modern)));
      }
    }
    return pairs;
  }

  private static Optional<Timing> twin(Timing classic, List<Timing> timings) {
    return timings.stream()
        .filter(other -> other.way().equals("modern"))
        .filter(other -> other.subject().equals(classic.subject()))
        .filter(other -> other.parameters().equals(classic.parameters()))
        .filter(other -> other.lessIsBetter() == classic.lessIsBetter())
        .findFirst();
  }

  /** How many times as fast modern is: below 1 it is slower. */
  public double ratio() {
    return faster(classic.score(), modern.score());
  }

  /** The smallest ratio that the error bars allow. */
  public double low() {
    return classic.lessIsBetter()
        ? faster(classic.low(), modern.high())
        : faster(classic.high(), modern.low());
  }

  /** The largest ratio that the error bars allow. */
  public double high() {
    return classic.lessIsBetter()
        ? faster(classic.high(), modern.low())
        : faster(classic.low(), modern.high());
  }

  private double faster(double classicScore, double modernScore) {
    // An error bar may reach below nothing, which no time does.
    double one = Math.max(classicScore, 0);
    double other = Math.max(modernScore, 0);
    return classic.lessIsBetter() ? one / other : other / one;
  }

  /** A difference is one only where the error bars have nothing in common. */
  public Verdict verdict() {
    if (!classic.hasError() || !modern.hasError()) {
      return Verdict.UNKNOWN;
    }
    if (classic.low() <= modern.high() && modern.low() <= classic.high()) {
      return Verdict.NO_DIFFERENCE;
    }
    boolean classicHasMore = classic.low() > modern.high();
    return classicHasMore == classic.lessIsBetter()
        ? Verdict.MODERN_FASTER
        : Verdict.CLASSIC_FASTER;
  }
}
