package showcase.bench;

import java.util.Map;

/**
 * One figure of a JMH run.
 *
 * @param subject what was timed: a recipe, or a building block such as {@code hand-over}
 * @param way how: {@code classic}, {@code modern}, or a name of its own
 * @param parameters the benchmark's parameters, without those that are in {@code subject} and {@code
 *     way}
 * @param score nanoseconds for an operation, or operations in a second
 * @param low the lower end of its error bar
 * @param high the upper end of its error bar
 * @param lessIsBetter true for a time
 * @param forks how many JVMs measured it
 */
public record Timing(
    String subject,
    String way,
    Map<String, String> parameters,
    double score,
    double low,
    double high,
    boolean lessIsBetter,
    int forks) {

  /** Whether there is an error bar: one sample alone has none. */
  public boolean hasError() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** The larger half of the error bar. */
  public double error() {
    return Math.max(high - score, score - low);
  }
}
