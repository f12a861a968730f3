package showcase.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the same work in both editions.
 *
 * @param classic the classic edition's figure
 * @param modern the modern edition's figure
 */
public record Comparison(Timing classic, Timing modern) {

  /** The conclusion that the error bars allow. */
  public enum Verdict {
    MODERN_FASTER,
    CLASSIC_FASTER,
    /** The error bars overlap. */
    NO_DIFFERENCE,
    /** One of them has no error bar. */
    UNKNOWN
  }

  /** Returns all pairs among these figures, in the order of their classic figures. */
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

  /** Returns how many times as fast modern is; below 1, modern is slower. */
  public double ratio() {
    return faster(classic.score(), modern.score());
  }

  /** Returns the smallest ratio that the error bars allow. */
  public double low() {
    return classic.lessIsBetter()
        ? faster(classic.low(), modern.high())
        : faster(classic.high(), modern.low());
  }

  /** Returns the largest ratio that the error bars allow. */
  public double high() {
    return classic.lessIsBetter()
        ? faster(classic.high(), modern.low())
        : faster(classic.low(), modern.high());
  }

  private double faster(double classicScore, double modernScore) {
    // An error bar may reach below zero, but no time can be negative.
    double one = Math.max(classicScore, 0);
    double other = Math.max(modernScore, 0);
    return classic.lessIsBetter() ? one / other : other / one;
  }

  /** Returns the verdict. A difference counts only if the error bars do not overlap. */
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
