package showcase.engine;

import java.util.Collection;

/**
 * The median and the range of several measurements.
 *
 * @param median the middle value, or the mean of the two middle ones
 * @param least the smallest value
 * @param most the largest value
 */
public record Spread(double median, double least, double most) {

  /** Returns the spread of at least one value. */
  public static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Returns whether the ranges overlap; if they do, neither is shown to be greater. */
  public boolean overlaps(Spread other) {
    return least <= other.most && other.least <= most;
  }
}
